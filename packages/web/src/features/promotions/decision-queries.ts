import { queryOptions } from "@tanstack/react-query";
import { client } from "../../app/client.js";
import { readBeginning } from "../artifacts/read-bytes.js";
import { readDecision } from "./read-decision.js";

/** Where a run keeps the decision about it. */
export const DECISION_PATH = "slipway/decision.json";
const LIMIT = 8 * 1024 * 1024;

export const decisionQueries = {
  /** The decision that a release wrote into its run; null when it is none that this version can read. */
  ofRun: (runId: string) =>
    queryOptions({
      queryKey: ["artifacts", { runId }, "decision"],
      queryFn: async ({ signal }) => {
        const answer = await client.artifacts.get({ run_id: runId, path: DECISION_PATH }, { signal });
        const { bytes } = await readBeginning(answer, LIMIT);
        return readDecision(tryJson(new TextDecoder().decode(bytes))) ?? null;
      },
    }),
};

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
