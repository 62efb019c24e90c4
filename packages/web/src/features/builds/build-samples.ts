import type { Run, RunStatus } from "@slipway/contract";

/** A run of a cell, for tests. */
export function runOf(
  cell: Record<string, string>,
  {
    id = JSON.stringify(cell),
    status = "FINISHED" as RunStatus,
    metrics = {} as Record<string, number>,
    tags = {} as Record<string, string>,
    seconds = 2,
  } = {},
): Run {
  const cellTags = Object.entries(cell).map(([key, value]) => [`slipway.cell.${key}`, value] as const);
  const own = [...cellTags, ["slipway.repeat-over", '["seed"]'] as const, ...Object.entries(tags)];
  return {
    info: {
      run_id: id,
      experiment_id: "1",
      status,
      start_time: 1000,
      end_time: status === "RUNNING" ? undefined : 1000 + seconds * 1000,
      lifecycle_stage: "active",
    },
    data: {
      metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: 1, step: 0 })),
      params: [],
      tags: own.map(([key, value]) => ({ key, value })),
    },
  };
}
