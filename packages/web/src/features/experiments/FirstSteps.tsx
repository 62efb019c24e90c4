import { useQuery } from "@tanstack/react-query";
import { runQueries } from "../runs/run-queries.js";
import { FirstRun } from "./FirstRun.js";

/** How to log the first run, on a server that has only its one default experiment and nothing in it. */
export function FirstSteps({ experimentId }: { experimentId: string }) {
  const { data } = useQuery(runQueries.any(experimentId));
  return data === false && <FirstRun />;
}
