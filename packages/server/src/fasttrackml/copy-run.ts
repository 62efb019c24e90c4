import type { BulkInsert } from "../database/bulk-insert.js";
import type { Database } from "../database/database.js";
import type { Db } from "../database/db.js";
import { integerOf, type Row, rowsOfRun, textOf, textOrNull } from "./read-rows.js";

const insert = (table: string, columns: readonly string[]): BulkInsert => ({
  table,
  fixed: ["run_uuid"],
  columns,
  onConflict: "ignore",
});

const TAGS = insert("tags", ["key", "value"]);
const PARAMS = insert("params", ["key", "value"]);
const POINT = ["key", "value", "timestamp", "step", "is_nan"];
const METRICS = insert("metrics", POINT);
const NEWEST = insert("latest_metrics", POINT);

/** Copies one run with its tags, params and metrics, in one transaction. */
export async function copyRun(
  source: Db,
  target: Database,
  id: string,
  suffixes: ReadonlyMap<string, string>,
): Promise<void> {
  const of = (table: string) => rowsOfRun(source, table, id);
  const [run] = await of("runs");
  if (!run) return;
  const tags = (await of("tags")).map(({ key, value }) => [textOf(key), textOf(value)]);
  const params = (await of("params")).map((row) => [textOf(row.key), paramOf(row)]);
  const toPoint = (row: Row) => [
    textOf(row.key) + (suffixes.get(textOf(row.context_id)) ?? ""),
    Number(row.value),
    integerOf(row.timestamp) ?? 0,
    integerOf(row.step) ?? 0,
    row.is_nan ? 1 : 0,
  ];
  const points = (await of("metrics")).map(toPoint);
  const newest = (await of("latest_metrics")).map(toPoint);
  await target.write(async (tx) => {
    await insertRun(tx, id, run);
    const { insertAll } = target.dialect;
    await insertAll(tx, TAGS, [id], tags);
    await insertAll(tx, PARAMS, [id], params);
    await insertAll(tx, METRICS, [id], points);
    await insertAll(tx, NEWEST, [id], newest);
  });
}

/** A param is kept as what it was logged as: a text, an integer or a number. */
const paramOf = ({ value_str, value_int, value_float }: Row): string =>
  textOf(value_str ?? value_int ?? value_float);

async function insertRun(tx: Db, id: string, run: Row): Promise<void> {
  await tx
    .insertInto("runs")
    .values({
      run_uuid: id,
      name: textOrNull(run.name),
      source_type: textOrNull(run.source_type),
      source_name: textOrNull(run.source_name),
      entry_point_name: textOrNull(run.entry_point_name),
      user_id: textOrNull(run.user_id),
      status: textOrNull(run.status),
      start_time: integerOf(run.start_time),
      end_time: integerOf(run.end_time),
      source_version: textOrNull(run.source_version),
      lifecycle_stage: textOrNull(run.lifecycle_stage),
      artifact_uri: textOrNull(run.artifact_uri),
      experiment_id: integerOf(run.experiment_id),
      deleted_time: integerOf(run.deleted_time),
    })
    .execute();
}
