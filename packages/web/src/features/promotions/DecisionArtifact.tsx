import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { artifactQueries } from "../artifacts/artifact-queries.js";
import { DecisionView } from "./DecisionView.js";
import { readDecision } from "./read-decision.js";

const PATH = "slipway/decision.json";
const LIMIT = 8 * 1024 * 1024;

/** The decision that a release wrote into its run. */
export function DecisionArtifact({ runId }: { runId: string }) {
  const query = useQuery(artifactQueries.beginning({ runId }, PATH, LIMIT));
  return (
    <Loaded query={query}>
      {({ bytes }) => {
        const decision = readDecision(tryJson(new TextDecoder().decode(bytes)));
        if (decision) return <DecisionView decision={decision} />;
        return (
          <EmptyState title="Not readable">
            {PATH} is not a decision that this version of Slipway can read. It can be downloaded among the
            artifacts.
          </EmptyState>
        );
      }}
    </Loaded>
  );
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
