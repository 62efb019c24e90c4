import { Space, Tabs } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useLive } from "../../app/use-live.js";
import { CopyableId } from "../../ui/CopyableId.js";
import { Loaded } from "../../ui/Loaded.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { PageTabs } from "../../ui/PageTabs.js";
import { artifactQueries } from "../artifacts/artifact-queries.js";
import { experimentQueries } from "../experiments/experiment-queries.js";
import { DecisionArtifact } from "../promotions/DecisionArtifact.js";
import { RunArtifacts } from "./RunArtifacts.js";
import { RunLog } from "./RunLog.js";
import { RunMetrics } from "./RunMetrics.js";
import { RunOverview } from "./RunOverview.js";
import { RunStatusBadge } from "./RunStatusBadge.js";
import { isLive, LIVE, runQueries } from "./run-queries.js";
import type { RunSearch, RunTab } from "./run-search.js";
import { nameOf } from "./run-values.js";

const route = getRouteApi("/runs/$runId");

/** One run: what it is, what it logged, what came of it. */
export function RunPage() {
  const { runId } = route.useParams();
  useLive({ run: runId });
  const query = useQuery(runQueries.one(runId));
  return <Loaded query={query}>{(run) => <RunView run={run} />}</Loaded>;
}

const TITLES: Record<RunTab, string> = {
  overview: "Overview",
  metrics: "Metrics",
  artifacts: "Artifacts",
  log: "Log",
  decision: "Decision",
};

function RunView({ run }: { run: Run }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { run_id: runId, experiment_id: experimentId } = run.info;
  const experiment = useQuery(experimentQueries.one(experimentId));
  const tabs = useTabs(run);
  const refresh = isLive(run) && LIVE;
  const open = (tab: RunTab) => navigate({ search: { tab: tab === "overview" ? undefined : tab } });
  const change = (part: RunSearch) => navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const tab = search.tab ?? "overview";
  return (
    <>
      <PageHeader
        title={nameOf(run)}
        crumbs={[
          { label: "Experiments", link: { to: "/" } },
          {
            label: experiment.data?.name ?? experimentId,
            link: { to: "/experiments/$experimentId", params: { experimentId } },
          },
        ]}
        beside={
          <>
            <RunStatusBadge status={run.info.status} />
            <CopyableId value={runId} what="run id" />
          </>
        }
      />
      <Space h="sm" />
      <PageTabs
        value={tab}
        tabs={tabs.map((name) => [name, TITLES[name]])}
        onOpen={(next) => void open(next)}
      >
        <Tabs.Panel value="overview">
          <RunOverview run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="metrics">
          <RunMetrics run={run} view={search} onView={change} />
        </Tabs.Panel>
        <Tabs.Panel value="artifacts">
          <RunArtifacts run={run} search={search} onChange={change} />
        </Tabs.Panel>
        <Tabs.Panel value="log">
          <RunLog runId={runId} refresh={refresh} />
        </Tabs.Panel>
        <Tabs.Panel value="decision">
          <DecisionArtifact runId={runId} view={search} onView={change} />
        </Tabs.Panel>
      </PageTabs>
    </>
  );
}

/** The tabs of a run: log and decision only where there is one, or the address asks for it. */
function useTabs(run: Run): RunTab[] {
  const { tab } = route.useSearch();
  const source = { runId: run.info.run_id };
  const { data = [] } = useQuery(artifactQueries.list(source, "slipway", isLive(run) && LIVE));
  const has = (path: string) => data.some((entry) => entry.path === path);
  const tabs: RunTab[] = ["overview", "metrics", "artifacts"];
  if (has("slipway/output.log") || tab === "log") tabs.push("log");
  if (has("slipway/decision.json") || tab === "decision") tabs.push("decision");
  return tabs;
}
