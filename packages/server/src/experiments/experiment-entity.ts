import type { Experiment, KeyValue } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { type ExperimentRow, tagsOfExperiments } from "./experiment-store.js";

/** Experiments as the wire has them, with one query for all their tags. */
export async function readExperiments(
  db: Db,
  dialect: Dialect,
  rows: readonly ExperimentRow[],
): Promise<Experiment[]> {
  const ids = rows.map((row) => row.experiment_id);
  const tags = await tagsOfExperiments(db, dialect, ids);
  return rows.map((row) => toExperiment(row, tags.get(row.experiment_id) ?? []));
}

const toExperiment = (row: ExperimentRow, tags: KeyValue[]): Experiment => ({
  experiment_id: String(row.experiment_id),
  name: row.name,
  artifact_location: row.artifact_location ?? undefined,
  lifecycle_stage: row.lifecycle_stage ?? "active",
  last_update_time: row.last_update_time ?? undefined,
  creation_time: row.creation_time ?? undefined,
  tags,
  workspace: row.workspace,
});
