import {
  type KeyValue,
  MODEL_VERSION_STATUSES,
  type ModelVersion,
  type ModelVersionStatus,
} from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { selectAliases } from "./alias-store.js";
import { type ModelVersionRow, selectVersionTags } from "./model-version-store.js";

/** Model versions as the wire has them, in the order of their rows, with one query for tags and one for aliases. */
export async function readModelVersions(
  db: Db,
  dialect: Dialect,
  rows: readonly ModelVersionRow[],
): Promise<ModelVersion[]> {
  if (rows.length === 0) return [];
  const tags = groupByVersion(await selectVersionTags(db, dialect, rows));
  const names = [...new Set(rows.map((row) => row.name))];
  const aliases = groupByVersion(await selectAliases(db, dialect, names));
  return rows.map((row) => {
    const key = keyOf(row);
    const own = tags.get(key)?.map(({ key, value }): KeyValue => ({ key, value })) ?? [];
    return toModelVersion(row, own, aliases.get(key)?.map(({ alias }) => alias) ?? []);
  });
}

// A name has no slash.
const keyOf = ({ name, version }: { name: string; version: number }) => `${name}/${version}`;

function groupByVersion<Row extends { name: string; version: number }>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}

const toModelVersion = (row: ModelVersionRow, tags: KeyValue[], aliases: string[]): ModelVersion => ({
  name: row.name,
  version: String(row.version),
  creation_timestamp: row.creation_time ?? undefined,
  last_updated_timestamp: row.last_updated_time ?? undefined,
  user_id: row.user_id ?? undefined,
  current_stage: row.current_stage ?? "None",
  description: row.description ?? undefined,
  source: row.source ?? "",
  run_id: row.run_id ?? "",
  status: statusOf(row.status),
  status_message: row.status_message ?? undefined,
  tags,
  run_link: row.run_link ?? "",
  aliases,
  model_params: [],
  model_metrics: [],
});

const statusOf = (status: string | null): ModelVersionStatus =>
  status !== null && Object.hasOwn(MODEL_VERSION_STATUSES, status) ? (status as ModelVersionStatus) : "READY";
