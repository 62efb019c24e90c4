import { useQuery } from "@tanstack/react-query";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { DecisionView } from "./DecisionView.js";
import type { DecisionViewState } from "./decision/decision-search.js";
import { DECISION_PATH, decisionQueries } from "./decision-queries.js";

interface Props extends DecisionViewState {
  runId: string;
}

/** The decision that a release wrote into its run. */
export function DecisionArtifact({ runId, view, onView }: Props) {
  const query = useQuery(decisionQueries.ofRun(runId));
  return (
    <Loaded query={query}>
      {(decision) => {
        if (decision) return <DecisionView decision={decision} actions view={view} onView={onView} />;
        return (
          <EmptyState title="Not readable">
            {DECISION_PATH} is not a decision that this version of Slipway can read. It can be downloaded
            among the artifacts.
          </EmptyState>
        );
      }}
    </Loaded>
  );
}
