import { Group, Select, Stack, Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { CopyableId } from "../../ui/CopyableId.js";
import { EmptyState } from "../../ui/EmptyState.js";
import { Loaded } from "../../ui/Loaded.js";
import { PageHeader } from "../../ui/PageHeader.js";
import { Section } from "../../ui/Section.js";
import { OutcomeBadge } from "../promotions/OutcomeBadge.js";
import { RunLink } from "../runs/RunLink.js";
import { RunStatusBadge } from "../runs/RunStatusBadge.js";
import { isLive, runQueries } from "../runs/run-queries.js";
import { nameOf } from "../runs/run-values.js";
import { BuildFacts } from "./BuildFacts.js";
import { BuildProgress } from "./BuildProgress.js";
import { buildTagsOf } from "./build-tags.js";
import type { BuildSearch } from "./builds-search.js";
import { CandidateTable } from "./CandidateTable.js";
import type { MatrixConfiguration } from "./configurations.js";
import { countCandidates } from "./count-states.js";
import { Matrix } from "./Matrix.js";
import { gridOf } from "./matrix-grid.js";
import { useBuild } from "./use-build.js";

const route = getRouteApi("/builds/$runId");

/** One build as it happens: its commit, its matrix, its runs and what a release decided about it. */
export function BuildPage() {
  const { runId } = route.useParams();
  const query = useQuery(runQueries.one(runId));
  return <Loaded query={query}>{(run) => <BuildView run={run} />}</Loaded>;
}

function BuildView({ run }: { run: Run }) {
  const { metric: wanted } = route.useSearch();
  const live = isLive(run);
  const { configurations, metric, metrics, selectedRun, query } = useBuild(run, wanted);
  const { outcome, reason, failure } = buildTagsOf(run);
  const { run_id: runId, status } = run.info;
  return (
    <Stack gap="lg">
      <PageHeader
        title={nameOf(run)}
        crumbs={[{ label: "Builds", link: { to: "/builds" } }]}
        beside={
          <>
            <RunStatusBadge status={status} />
            <CopyableId value={runId} what="run id" />
          </>
        }
      />
      <Stack gap={6}>
        <BuildProgress counts={countCandidates(configurations, live)} />
        {failure && (
          <Text fz="sm" c="var(--mantine-color-error)">
            {failure}
          </Text>
        )}
        {outcome && (
          <Group gap="xs" fz="sm" wrap="nowrap" align="baseline">
            <RunLink runId={runId} tab="decision">
              <OutcomeBadge outcome={outcome} />
            </RunLink>
            <Text span fz="sm" style={{ overflowWrap: "anywhere" }}>
              {reason}
            </Text>
          </Group>
        )}
      </Stack>
      <BuildFacts run={run} />
      <Loaded query={query}>
        {() => (
          <Candidates
            configurations={configurations}
            metric={metric}
            metrics={metrics}
            selectedRun={selectedRun}
            live={live}
          />
        )}
      </Loaded>
    </Stack>
  );
}

interface CandidatesProps {
  configurations: readonly MatrixConfiguration[];
  metric: string | undefined;
  metrics: readonly string[];
  selectedRun: string | undefined;
  live: boolean;
}

function Candidates({ configurations, metric, metrics, selectedRun, live }: CandidatesProps) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = (part: BuildSearch) =>
    void navigate({ search: (now) => ({ ...now, ...part }), replace: true });
  const grid = useMemo(() => gridOf(configurations, search.across), [configurations, search.across]);
  if (configurations.length === 0)
    return (
      <EmptyState title={live ? "Nothing has begun yet" : "This build trained nothing"}>
        {live
          ? "The candidates appear here when the first of them starts."
          : "Its record and the output of its commands are among its files."}
      </EmptyState>
    );
  const listed = configurations.filter(({ key }) => search.cell === undefined || key === search.cell);
  return (
    <>
      <Section
        title="Matrix"
        count={configurations.length}
        beside={
          <Group gap="xs">
            {grid.axes.length > 1 && (
              <Select
                size="xs"
                w={150}
                aria-label="Across"
                leftSection={<span aria-hidden>→</span>}
                allowDeselect={false}
                data={grid.axes}
                value={grid.across ?? null}
                onChange={(across) => change({ across: across ?? undefined })}
              />
            )}
            <Select
              size="xs"
              w={220}
              searchable
              aria-label="Metric in the cells"
              placeholder="No metric yet"
              allowDeselect={false}
              data={[...metrics]}
              value={metric ?? null}
              onChange={(next) => change({ metric: next ?? undefined })}
            />
          </Group>
        }
      >
        <Matrix
          grid={grid}
          metric={metric}
          current={search.cell}
          selectedRun={selectedRun}
          live={live}
          onChoose={(cell) => change({ cell })}
        />
        {Object.keys(grid.fixed).length > 0 && grid.axes.length > 0 && (
          <Text fz="xs" c="dimmed">
            The same in all:{" "}
            {Object.entries(grid.fixed)
              .map(([key, value]) => `${key}=${value}`)
              .join(", ")}
          </Text>
        )}
      </Section>
      <Section title={search.cell === undefined ? "All runs" : "Runs of the chosen cell"}>
        <CandidateTable
          configurations={listed.length > 0 ? listed : configurations}
          metric={metric}
          live={live}
        />
      </Section>
    </>
  );
}
