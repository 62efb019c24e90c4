import { LOGGED_MODEL_STATUSES, type LoggedModel, type LoggedModelStatus } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { type LoggedModelRow, type ModelParts, selectParts } from "./logged-model-store.js";

/** Logged models as the wire has them, with one query for each kind of what belongs to them. */
export async function readLoggedModels(
  db: Db,
  dialect: Dialect,
  rows: readonly LoggedModelRow[],
): Promise<LoggedModel[]> {
  const ids = rows.map((row) => row.model_id);
  const parts = await selectParts(db, dialect, ids);
  return rows.map((row) => toLoggedModel(row, parts.get(row.model_id)));
}

function toLoggedModel(row: LoggedModelRow, parts: ModelParts | undefined): LoggedModel {
  const info = {
    model_id: row.model_id,
    experiment_id: String(row.experiment_id),
    name: row.name,
    creation_timestamp_ms: row.creation_timestamp_ms,
    last_updated_timestamp_ms: row.last_updated_timestamp_ms,
    artifact_uri: row.artifact_location,
    status: statusOf(row.status),
    model_type: row.model_type ?? undefined,
    source_run_id: row.source_run_id ?? undefined,
    status_message: row.status_message ?? undefined,
    tags: parts?.tags ?? [],
    registrations: [],
  };
  return { info, data: { params: parts?.params ?? [], metrics: parts?.metrics ?? [] } };
}

function statusOf(number: number): LoggedModelStatus {
  const names = Object.keys(LOGGED_MODEL_STATUSES) as LoggedModelStatus[];
  return names.find((name) => LOGGED_MODEL_STATUSES[name] === number) ?? "LOGGED_MODEL_STATUS_UNSPECIFIED";
}
