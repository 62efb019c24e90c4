import type { Int64 } from "@slipway/contract";
import type { Selectable } from "kysely";
import type { Tables } from "../database/schema/index.js";
import { RUN_STATUSES } from "./index-run.js";

type Row<T extends keyof Tables> = Selectable<Tables[T]>;
type Fields = Record<string, unknown>;

const STATUS_NUMBERS = new Map(
  Object.entries(RUN_STATUSES).map(([number, name]) => [name as string, Number(number)]),
);

/** MLflow's number of a run's status. */
const numberOf = (status: unknown): number => STATUS_NUMBERS.get(String(status)) ?? 1;

/** The fields of a new experiment's meta.yaml, as MLflow 3.18 writes them. */
export const experimentMeta = (row: Row<"experiments">): Fields => ({
  artifact_location: row.artifact_location,
  creation_time: row.creation_time,
  effective_trace_archival_retention: null,
  experiment_id: String(row.experiment_id),
  last_update_time: row.last_update_time,
  lifecycle_stage: row.lifecycle_stage,
  name: row.name,
  trace_location: null,
  workspace: row.workspace,
});

/** As {@link experimentMeta}, of a run. */
export const runMeta = (row: Row<"runs">): Fields => ({
  artifact_uri: row.artifact_uri,
  deleted_time: row.deleted_time,
  end_time: row.end_time,
  entry_point_name: "",
  experiment_id: String(row.experiment_id),
  lifecycle_stage: row.lifecycle_stage,
  run_id: row.run_uuid,
  run_name: row.name,
  source_name: "",
  source_type: 4,
  source_version: "",
  start_time: row.start_time,
  status: numberOf(row.status),
  tags: [],
  user_id: row.user_id,
});

/** As {@link experimentMeta}, of a logged model. */
export const loggedModelMeta = (row: Row<"logged_models">): Fields => ({
  artifact_location: row.artifact_location,
  creation_timestamp: row.creation_timestamp_ms,
  experiment_id: String(row.experiment_id),
  last_updated_timestamp: row.last_updated_timestamp_ms,
  lifecycle_stage: row.lifecycle_stage,
  model_id: row.model_id,
  model_type: row.model_type,
  name: row.name,
  source_run_id: row.source_run_id,
  status: row.status,
  status_message: row.status_message,
});

/** As {@link experimentMeta}, of a registered model. */
export const registeredModelMeta = (row: Row<"registered_models">): Fields => ({
  aliases: {},
  creation_timestamp: row.creation_time,
  deployment_job_id: null,
  deployment_job_state: null,
  description: row.description || null,
  last_updated_timestamp: row.last_updated_time,
  name: row.name,
  workspace: row.workspace,
});

/** As {@link experimentMeta}, of a model version. */
export const versionMeta = (row: Row<"model_versions">): Fields => ({
  creation_timestamp: row.creation_time,
  current_stage: row.current_stage,
  deployment_job_state: null,
  description: row.description || null,
  last_updated_timestamp: row.last_updated_time,
  model_id: /^models:\/(m-[\w-]+)$/.exec(row.source ?? "")?.[1] ?? null,
  name: row.name,
  run_id: row.run_id || null,
  run_link: row.run_link || null,
  source: row.source,
  status: row.status,
  status_message: row.status_message,
  storage_location: row.storage_location,
  user_id: row.user_id,
  version: row.version,
  workspace: row.workspace,
});

/** Columns that are called otherwise in the files. */
const NAMES: Record<string, string> = {
  "runs.name": "run_name",
  "logged_models.last_updated_timestamp_ms": "last_updated_timestamp",
  "registered_models.last_updated_time": "last_updated_timestamp",
  "model_versions.last_updated_time": "last_updated_timestamp",
};

/** A column of the index that was set, as the field of the file. */
export function metaField(
  table: string,
  column: string,
  value: string | Int64 | null,
): [name: string, value: unknown] {
  const name = NAMES[`${table}.${column}`] ?? column;
  if (table === "runs" && column === "status") return [name, numberOf(value)];
  return [name, column === "description" ? value || null : value];
}
