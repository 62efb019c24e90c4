import type { Run } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { decisionQueries } from "../promotions/decision-queries.js";
import { isLive } from "../runs/run-queries.js";
import { buildQueries } from "./build-queries.js";
import { buildTagsOf } from "./build-tags.js";
import { configurationsOf } from "./configurations.js";

const NONE: readonly string[] = [];

/**
 * Everything that the page of a build shows: its configurations, each with its runs, and one metric of these.
 * @param wanted the metric that the reader chose; else the one that a release selected by, else the first
 */
export function useBuild(run: Run, wanted: string | undefined) {
  const live = isLive(run);
  const { run_id: runId } = run.info;
  const metrics = useQuery(buildQueries.metrics(runId, live));
  const decision = useQuery({
    ...decisionQueries.ofRun(runId),
    enabled: buildTagsOf(run).outcome !== undefined,
  });
  const selection = decision.data?.selection;
  const all = metrics.data ?? NONE;
  const metric =
    wanted ??
    (selection && all.includes(selection.metric) ? selection.metric : undefined) ??
    all.find((key) => !key.startsWith("system/"));
  const query = useQuery({
    ...buildQueries.runs(runId, metric, live),
    enabled: wanted !== undefined || metrics.isFetched,
  });
  const plan = useQuery(buildQueries.plan(runId, live));
  const configurations = useMemo(
    () => (query.data ? configurationsOf(query.data, plan.data ?? undefined) : []),
    [query.data, plan.data],
  );
  return { configurations, metric, metrics: all, selectedRun: selection?.run_id, query };
}
