import type { Run, RunInfo, RunStatus } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { MetricService } from "../metrics/metric-service.js";
import { selectDatasetInputs, selectModels } from "./edge-store.js";
import { countChildren } from "./nested-runs.js";
import type { RunFields } from "./run-fields.js";
import { type RunRow, selectPairs } from "./run-store.js";

export const toRunInfo = (row: RunRow): RunInfo => ({
  run_id: row.run_uuid,
  run_uuid: row.run_uuid,
  run_name: row.name ?? undefined,
  experiment_id: String(row.experiment_id),
  user_id: row.user_id ?? "",
  status: (row.status ?? "RUNNING") as RunStatus,
  start_time: row.start_time ?? undefined,
  // An end at 0 is none in MLflow.
  end_time: row.end_time || undefined,
  artifact_uri: row.artifact_uri ?? undefined,
  lifecycle_stage: row.lifecycle_stage ?? "active",
});

/** Runs as the wire has them, in the order of their rows, with one query for each kind of what is asked of them. */
export async function readRuns(
  db: Db,
  { dialect }: Pick<Database, "dialect">,
  metrics: Pick<MetricService, "newest">,
  rows: readonly RunRow[],
  fields: RunFields,
): Promise<Run[]> {
  const ids = rows.map((row) => row.run_uuid);
  const newest = await metrics.newest(db, ids, fields.metrics);
  const params = await selectPairs(db, dialect, "params", ids, fields.params);
  const tags = await selectPairs(db, dialect, "tags", ids, fields.tags);
  const datasets = fields.inputs === "none" ? undefined : await selectDatasetInputs(db, dialect, ids);
  const models = fields.inputs === "all" ? await selectModels(db, dialect, "inputs", ids) : undefined;
  const outputs = fields.outputs ? await selectModels(db, dialect, "outputs", ids) : undefined;
  const children = fields.children ? await countChildren(db, dialect, ids) : undefined;
  return rows.map((row) => {
    const id = row.run_uuid;
    return {
      info: toRunInfo(row),
      data: {
        metrics: newest.get(id) ?? [],
        params: params.get(id) ?? [],
        tags: tags.get(id) ?? [],
      },
      inputs: datasets && { dataset_inputs: datasets.get(id) ?? [], model_inputs: models?.get(id) ?? [] },
      outputs: outputs && { model_outputs: outputs.get(id) ?? [] },
      child_count: children && (children.get(id) ?? 0),
    };
  });
}
