import { sql } from "kysely";
import type { Db } from "../database/database.js";

/** What became of something in the index. Fields of the same name as the columns that triggers fill. */
export interface Change {
  /** The table, and what happened there: a row came, a column was set, a row went. */
  source: string;
  event: "insert" | "update" | "delete" | "rename";
  /** What the row belongs to: the first column of its key. */
  owner: string | number | bigint;
  /** The second one: a key, a version, an alias. */
  part: string | number | null;
  /** The third one. */
  detail: string | number | null;
  /** The column that was set. */
  field: string | null;
  value: string | number | bigint | null;
  time: number | bigint | null;
  step: number | bigint | null;
}

const COLUMNS = ["owner", "part", "detail", "field", "value", "time", "step"] as const;
type Column = (typeof COLUMNS)[number];

/** Columns of the index whose change changes a meta.yaml, for each table with what its rows are known by. */
const FIELDS = {
  experiments: {
    key: { owner: "experiment_id" },
    fields: ["name", "artifact_location", "lifecycle_stage", "last_update_time"],
  },
  runs: {
    key: { owner: "run_uuid" },
    fields: ["name", "status", "start_time", "end_time", "lifecycle_stage", "deleted_time"],
  },
  logged_models: {
    key: { owner: "model_id" },
    fields: ["status", "lifecycle_stage", "last_updated_timestamp_ms"],
  },
  registered_models: { key: { owner: "name" }, fields: ["description", "last_updated_time"] },
  model_versions: {
    key: { owner: "name", part: "version" },
    fields: ["description", "current_stage", "status", "status_message", "last_updated_time"],
  },
} as const;

/** Tables of keys and values: a file for each row. */
const VALUES: Record<string, { columns: Partial<Record<Column, string>>; value: string }> = {
  experiment_tags: { columns: { owner: "experiment_id", part: "key" }, value: "value" },
  tags: { columns: { owner: "run_uuid", part: "key" }, value: "value" },
  params: { columns: { owner: "run_uuid", part: "key" }, value: "value" },
  logged_model_tags: { columns: { owner: "model_id", part: "tag_key" }, value: "tag_value" },
  logged_model_params: { columns: { owner: "model_id", part: "param_key" }, value: "param_value" },
  registered_model_tags: { columns: { owner: "name", part: "key" }, value: "value" },
  registered_model_aliases: { columns: { owner: "name", part: "alias" }, value: "version" },
  model_version_tags: { columns: { owner: "name", part: "key", detail: "version" }, value: "value" },
};

/** Tables whose new rows add to a file. */
const LINES: Record<string, Partial<Record<Column, string>>> = {
  metrics: {
    owner: "run_uuid",
    part: "key",
    detail: "is_nan",
    value: "value",
    time: "timestamp",
    step: "step",
  },
  logged_model_metrics: {
    owner: "model_id",
    part: "metric_name",
    detail: "run_id",
    value: "metric_value",
    time: "metric_timestamp_ms",
    step: "metric_step",
    field: "dataset_name || ' ' || NEW.dataset_digest",
  },
  inputs: { owner: "input_uuid" },
};

const UNLESS_FOLLOWING = "WHEN NOT EXISTS (SELECT 1 FROM slipway_following)";

/** The journal of a transaction, and the triggers that fill it while no files are followed. It is empty between transactions. */
export const JOURNAL: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS slipway_file_changes (
    number INTEGER PRIMARY KEY NOT NULL, source TEXT NOT NULL, event TEXT NOT NULL, ${COLUMNS.join(", ")})`,
  ...Object.entries(FIELDS).flatMap(([table, { key, fields }]) => [
    trigger(table, "insert", key),
    trigger(table, "delete", key, "OLD"),
    ...fields.map((field) => trigger(table, "update", { ...key, value: field }, "NEW", field)),
  ]),
  ...Object.entries(VALUES).flatMap(([table, { columns, value }]) => [
    trigger(table, "insert", { ...columns, value }),
    trigger(table, "update", { ...columns, value }, "NEW", value),
    trigger(table, "delete", columns, "OLD"),
  ]),
  ...Object.entries(LINES).map(([table, columns]) => trigger(table, "insert", columns)),
  renameTrigger(),
];

function trigger(
  table: string,
  event: Change["event"],
  columns: Partial<Record<Column, string>>,
  row: "NEW" | "OLD" = "NEW",
  field?: string,
): string {
  const given = field === undefined ? columns : { ...columns, field: undefined };
  const entries = Object.entries(given).filter(([, column]) => column !== undefined);
  const names = ["source", "event", ...entries.map(([name]) => name), ...(field ? ["field"] : [])];
  const values = [
    `'${table}'`,
    `'${event}'`,
    ...entries.map(([, column]) => `${row}.${column}`),
    ...(field ? [`'${field}'`] : []),
  ];
  return `CREATE TRIGGER IF NOT EXISTS slipway_${event}_${table}${field ? `_${field}` : ""}
    AFTER ${event.toUpperCase()}${field ? ` OF ${field}` : ""} ON ${table} ${UNLESS_FOLLOWING}
    BEGIN INSERT INTO slipway_file_changes (${names.join(", ")}) VALUES (${values.join(", ")}); END`;
}

function renameTrigger(): string {
  return `CREATE TRIGGER IF NOT EXISTS slipway_rename_registered_models
    AFTER UPDATE OF name ON registered_models ${UNLESS_FOLLOWING} AND NEW.name IS NOT OLD.name
    BEGIN INSERT INTO slipway_file_changes (source, event, owner, part)
      VALUES ('registered_models', 'rename', OLD.name, NEW.name); END`;
}

/** Takes all changes of the transaction out of the journal, in their order. */
export async function takeChanges(tx: Db): Promise<Change[]> {
  const { rows } = await sql<Change>`SELECT * FROM slipway_file_changes ORDER BY number`.execute(tx);
  if (rows.length > 0) await sql`DELETE FROM slipway_file_changes`.execute(tx);
  return rows;
}
