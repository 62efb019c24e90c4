import type { Int64, KeyValue, Metric } from "@slipway/contract";
import { type Selectable, sql } from "kysely";
import type { BulkInsert } from "../database/bulk-insert.js";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";

export type LoggedModelRow = Selectable<Tables["logged_models"]>;
/** What every row beside a model repeats of it. */
export type ModelKey = Pick<LoggedModelRow, "model_id" | "experiment_id">;

const METRICS: BulkInsert = {
  table: "logged_model_metrics",
  fixed: ["run_id", "experiment_id"],
  columns: [
    "model_id",
    "metric_name",
    "metric_timestamp_ms",
    "metric_step",
    "metric_value",
    "dataset_name",
    "dataset_digest",
  ],
  onConflict: "ignore",
};

const PARAMS: BulkInsert = {
  table: "logged_model_params",
  fixed: ["model_id", "experiment_id"],
  columns: ["param_key", "param_value"],
  onConflict: "ignore",
};

const TAGS: BulkInsert = {
  table: "logged_model_tags",
  fixed: ["model_id", "experiment_id"],
  columns: ["tag_key", "tag_value"],
  onConflict: { key: ["model_id", "tag_key"], update: ["tag_value"] },
};

const fixed = ({ model_id, experiment_id }: ModelKey) => [model_id, experiment_id];
const pairs = (list: readonly KeyValue[]) => list.map(({ key, value }) => [key, value]);

export const findLoggedModel = (db: Db, id: string): Promise<LoggedModelRow | undefined> =>
  db.selectFrom("logged_models").selectAll().where("model_id", "=", id).executeTakeFirst();

/** Lets nobody else change a model until the transaction ends. */
export async function lockLoggedModel(tx: Db, id: string): Promise<void> {
  await tx.selectFrom("logged_models").select("model_id").where("model_id", "=", id).forUpdate().execute();
}

export const findLoggedModels = (db: Db, dialect: Dialect, ids: string[]): Promise<LoggedModelRow[]> =>
  db
    .selectFrom("logged_models")
    .selectAll()
    .where(dialect.oneOf(sql.ref("model_id"), ids))
    .execute();

export async function insertLoggedModel(db: Db, row: LoggedModelRow): Promise<void> {
  await db.insertInto("logged_models").values(row).execute();
}

export async function updateLoggedModel(
  db: Db,
  id: string,
  change: Partial<Pick<LoggedModelRow, "status" | "lifecycle_stage">>,
): Promise<void> {
  await db
    .updateTable("logged_models")
    .set({ ...change, last_updated_timestamp_ms: Date.now() })
    .where("model_id", "=", id)
    .execute();
}

/** Adds params, leaving alone those that are there. */
export const insertParams = (db: Db, dialect: Dialect, model: ModelKey, params: readonly KeyValue[]) =>
  dialect.insertAll(db, PARAMS, fixed(model), pairs(params));

export const upsertTags = (db: Db, dialect: Dialect, model: ModelKey, tags: readonly KeyValue[]) =>
  dialect.insertAll(db, TAGS, fixed(model), pairs(tags));

/** @returns false when there was no such tag */
export async function deleteTag(db: Db, id: string, key: string): Promise<boolean> {
  const answer = await db
    .deleteFrom("logged_model_tags")
    .where("model_id", "=", id)
    .where("tag_key", "=", key)
    .executeTakeFirst();
  return answer.numDeletedRows > 0n;
}

/** Adds a run's metrics to the models that they name. A point that is there already stays as it is. */
export const insertModelMetrics = (
  db: Db,
  dialect: Dialect,
  run: { id: string; experiment_id: Int64 },
  metrics: readonly (Metric & { model_id: string })[],
) =>
  dialect.insertAll(
    db,
    METRICS,
    [run.id, run.experiment_id],
    metrics.map((metric) => [
      metric.model_id,
      metric.key,
      metric.timestamp,
      metric.step,
      metric.value,
      metric.dataset_name || null,
      metric.dataset_digest || null,
    ]),
  );

export interface ModelParts {
  params: KeyValue[];
  tags: KeyValue[];
  metrics: Metric[];
}

/** The params, tags and metrics of each of some models. */
export async function selectParts(
  db: Db,
  dialect: Dialect,
  ids: readonly string[],
): Promise<Map<string, ModelParts>> {
  const parts = new Map<string, ModelParts>(ids.map((id) => [id, { params: [], tags: [], metrics: [] }]));
  const those = dialect.oneOf(sql.ref("model_id"), ids);
  const params = await db.selectFrom("logged_model_params").selectAll().where(those).execute();
  for (const row of params)
    parts.get(row.model_id)?.params.push({ key: row.param_key, value: row.param_value });
  const tags = await db.selectFrom("logged_model_tags").selectAll().where(those).execute();
  for (const row of tags) parts.get(row.model_id)?.tags.push({ key: row.tag_key, value: row.tag_value });
  const metrics = await db.selectFrom("logged_model_metrics").selectAll().where(those).execute();
  for (const row of metrics) parts.get(row.model_id)?.metrics.push(toMetric(row));
  return parts;
}

const toMetric = (row: Selectable<Tables["logged_model_metrics"]>): Metric => ({
  key: row.metric_name,
  value: row.metric_value ?? Number.NaN,
  timestamp: row.metric_timestamp_ms,
  step: row.metric_step,
  dataset_name: row.dataset_name ?? undefined,
  dataset_digest: row.dataset_digest ?? undefined,
  model_id: row.model_id,
  run_id: row.run_id,
});
