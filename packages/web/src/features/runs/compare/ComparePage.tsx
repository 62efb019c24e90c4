import { Button, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useQueries } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useLive } from "../../../app/use-live.js";
import { EmptyState } from "../../../ui/EmptyState.js";
import { Loaded } from "../../../ui/Loaded.js";
import { PageHeader } from "../../../ui/PageHeader.js";
import { experimentQueries } from "../../experiments/experiment-queries.js";
import { runQueries } from "../run-queries.js";
import { CompareTabs } from "./CompareTabs.js";
import type { CompareSearch, CompareTab } from "./compare-search.js";
import { RunLegend } from "./RunLegend.js";
import { groupRuns, placesOf } from "./run-groups.js";

const route = getRouteApi("/compare");
/** As many histories as the server samples at once. */
const MOST_RUNS = 100;

/** Some runs side by side. */
export function ComparePage() {
  const { runs: ids = [] } = route.useSearch();
  const query = useRuns(ids.slice(0, MOST_RUNS));
  if (ids.length === 0) {
    return (
      <EmptyState title="Nothing to compare">
        Select some runs in the table of an experiment, then press Compare.
      </EmptyState>
    );
  }
  return (
    <Loaded query={query}>{(runs) => <Comparison runs={runs} left={ids.length - runs.length} />}</Loaded>
  );
}

/** The runs, all of them once each has come. */
function useRuns(ids: readonly string[]) {
  return useQueries({
    queries: ids.map((id) => runQueries.one(id)),
    combine: (results) => ({
      data: results.every(({ data }) => data) ? results.map(({ data }) => data as Run) : undefined,
      error: results.find(({ error }) => error)?.error ?? null,
      refetch: () => {
        for (const { error, refetch } of results) if (error) void refetch();
      },
    }),
  });
}

function Comparison({ runs, left }: { runs: readonly Run[]; left: number }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  useLive(...[...new Set(runs.map(({ info }) => info.experiment_id))].map((experiment) => ({ experiment })));
  const change = (part: CompareSearch) => navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const open = (tab: CompareTab) =>
    void navigate({ search: (now) => ({ ...now, tab: tab === "values" ? undefined : tab }) });
  const without = (runId: string) => change({ runs: search.runs?.filter((id) => id !== runId) });
  return (
    <Stack gap="md">
      <PageHeader
        title={runs.length === 1 ? "Compare 1 run" : `Compare ${runs.length} runs`}
        crumbs={[{ label: "Experiments", link: { to: "/" } }]}
        actions={<BackToExperiment runs={runs} />}
      />
      {left > 0 && (
        <Text fz="sm" c="dimmed">{`${left} more are left out: at most ${MOST_RUNS} runs are compared.`}</Text>
      )}
      <RunLegend
        runs={runs}
        places={search.tab === "curves" && search.by ? placesOf(groupRuns(runs, search.by)) : undefined}
        onRemove={runs.length > 1 ? without : undefined}
      />
      <CompareTabs runs={runs} search={search} onChange={(part) => void change(part)} onOpen={open} />
    </Stack>
  );
}

/** The way back to the table, with the same runs chosen. */
function BackToExperiment({ runs }: { runs: readonly Run[] }) {
  const ids = [...new Set(runs.map(({ info }) => info.experiment_id))];
  const [experimentId] = ids;
  const experiment = useQueries({ queries: ids.slice(0, 1).map((id) => experimentQueries.one(id)) })[0];
  if (ids.length !== 1 || experimentId === undefined) return null;
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/experiments/$experimentId"
          params={{ experimentId }}
          search={{ selected: runs.map(({ info }) => info.run_id) }}
        />
      )}
    >
      {`Back to ${experiment?.data?.name ?? "the experiment"}`}
    </Button>
  );
}
