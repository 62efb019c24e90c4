import type { Int64, KeyValue, LifecycleStage, RunStatus } from "@slipway/contract";
import { type Selectable, sql } from "kysely";
import type { BulkInsert } from "../database/bulk-insert.js";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";
import type { Keys } from "./run-fields.js";

export type RunRow = Selectable<Tables["runs"]>;

/** What must be known of a run before something is logged to it. */
export type RunKey = Pick<RunRow, "run_uuid" | "experiment_id" | "lifecycle_stage">;

const PARAMS: BulkInsert = {
  table: "params",
  fixed: ["run_uuid"],
  columns: ["key", "value"],
  onConflict: "ignore",
};

const TAGS: BulkInsert = {
  table: "tags",
  fixed: ["run_uuid"],
  columns: ["key", "value"],
  onConflict: { key: ["run_uuid", "key"], update: ["value"] },
};

const pairs = (list: readonly KeyValue[]) => list.map(({ key, value }) => [key, value]);

export const findRun = (db: Db, id: string): Promise<RunRow | undefined> =>
  db.selectFrom("runs").selectAll().where("run_uuid", "=", id).executeTakeFirst();

/** Lets nobody else change a run until the transaction ends. */
export async function lockRun(tx: Db, id: string): Promise<void> {
  await tx.selectFrom("runs").select("run_uuid").where("run_uuid", "=", id).forUpdate().execute();
}

/** As {@link findRun}, for every call that logs something. */
export async function findRunKey(db: Db, id: string): Promise<RunKey | undefined> {
  const answer = await sql<RunKey>`
    SELECT run_uuid, experiment_id, lifecycle_stage FROM runs WHERE run_uuid = ${id}`.execute(db);
  return answer.rows[0];
}

export async function insertRun(db: Db, row: RunRow): Promise<void> {
  await db.insertInto("runs").values(row).execute();
}

export async function updateRun(
  db: Db,
  id: string,
  change: { status?: string; end_time?: Int64; name?: string },
): Promise<void> {
  if (Object.values(change).every((value) => value === undefined)) return;
  await db.updateTable("runs").set(change).where("run_uuid", "=", id).execute();
}

export async function setStage(db: Db, id: string, stage: LifecycleStage): Promise<void> {
  const deleted_time = stage === "deleted" ? Date.now() : null;
  await db
    .updateTable("runs")
    .set({ lifecycle_stage: stage, deleted_time })
    .where("run_uuid", "=", id)
    .execute();
}

/** Adds params that are not there yet. @returns how many those were */
export const insertParams = (db: Db, dialect: Dialect, runId: string, params: readonly KeyValue[]) =>
  dialect.insertAll(db, PARAMS, [runId], pairs(params));

/** All params of a run. */
export async function selectParams(db: Db, runId: string): Promise<Map<string, string>> {
  const rows = await db.selectFrom("params").select(["key", "value"]).where("run_uuid", "=", runId).execute();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

export const upsertTags = (db: Db, dialect: Dialect, runId: string, tags: readonly KeyValue[]) =>
  dialect.insertAll(db, TAGS, [runId], pairs(tags));

export async function findTag(db: Db, runId: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("tags")
    .select("value")
    .where("run_uuid", "=", runId)
    .where("key", "=", key)
    .executeTakeFirst();
  return row ? (row.value ?? "") : undefined;
}

/** @returns false when there was no such tag */
export async function deleteTag(db: Db, runId: string, key: string): Promise<boolean> {
  const answer = await db
    .deleteFrom("tags")
    .where("run_uuid", "=", runId)
    .where("key", "=", key)
    .executeTakeFirst();
  return answer.numDeletedRows > 0n;
}

/** The params, or the tags, of each of some runs, under all keys or some. */
export async function selectPairs(
  db: Db,
  dialect: Dialect,
  table: "params" | "tags",
  runIds: readonly string[],
  keys: Keys,
): Promise<Map<string, KeyValue[]>> {
  const pairsOf = new Map<string, KeyValue[]>(runIds.map((id) => [id, []]));
  if (keys.length === 0) return pairsOf;
  let query = db
    .selectFrom(table)
    .select(["run_uuid", "key", "value"])
    .where(dialect.oneOf(sql.ref("run_uuid"), runIds));
  if (keys !== "all") query = query.where(dialect.oneOf(sql.ref("key"), keys));
  const rows = await query.execute();
  for (const { run_uuid, key, value } of rows) pairsOf.get(run_uuid)?.push({ key, value: value ?? "" });
  return pairsOf;
}

/** How many runs that bear a value of a tag are in a state. */
export interface StateCount {
  value: string;
  status: RunStatus;
  count: Int64;
}

export async function countStates(
  db: Db,
  dialect: Dialect,
  key: string,
  values: readonly string[],
): Promise<StateCount[]> {
  // The order of the two tables is the plan: a build has few runs of all there are.
  const answer = await sql<StateCount>`
    SELECT t.value AS value, r.status AS status, count(*) AS count
    FROM tags AS t CROSS JOIN runs AS r
    WHERE t.key = ${key} AND ${dialect.oneOf(sql.ref("t.value"), values)}
      AND r.run_uuid = t.run_uuid AND r.lifecycle_stage = ${"active"}
    GROUP BY t.value, r.status`.execute(db);
  return answer.rows;
}
