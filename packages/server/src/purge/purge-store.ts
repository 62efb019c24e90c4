import type { Int64, Purgeable } from "@slipway/contract";
import { type AliasedExpression, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Page } from "../searching/page.js";

/** What can be purged, deleted or not. */
export interface PurgeRow {
  id: string;
  name: string;
  experiment_id: Int64;
  lifecycle_stage: string | null;
  deleted_at: Int64 | null;
  artifact_uri: string | null;
}

/** The rows of each kind, in one shape. */
const ROWS: Record<Purgeable, (db: Db) => AliasedExpression<PurgeRow, "purgeable">> = {
  experiment: (db) =>
    db
      .selectFrom("experiments")
      .select([
        sql<string>`''`.as("id"),
        "name",
        "experiment_id",
        "lifecycle_stage",
        "last_update_time as deleted_at",
        "artifact_location as artifact_uri",
      ])
      .as("purgeable"),
  run: (db) =>
    db
      .selectFrom("runs")
      .select([
        "run_uuid as id",
        sql<string>`COALESCE(name, '')`.as("name"),
        sql<Int64>`COALESCE(experiment_id, 0)`.as("experiment_id"),
        "lifecycle_stage",
        "deleted_time as deleted_at",
        "artifact_uri",
      ])
      .as("purgeable"),
  "logged-model": (db) =>
    db
      .selectFrom("logged_models")
      .select([
        "model_id as id",
        "name",
        "experiment_id",
        "lifecycle_stage",
        "last_updated_timestamp_ms as deleted_at",
        "artifact_location as artifact_uri",
      ])
      .as("purgeable"),
};

const rowsOf = (db: Db, kind: Purgeable) => db.selectFrom(ROWS[kind](db)).selectAll();

/** An experiment's id is a number in the database. */
const KEY = { experiment: "experiment_id", run: "id", "logged-model": "id" } as const;
const withId = (row: PurgeRow): PurgeRow => (row.id === "" ? { ...row, id: String(row.experiment_id) } : row);

/** One of what can be purged, deleted or not. */
export async function find(db: Db, kind: Purgeable, id: string | Int64): Promise<PurgeRow | undefined> {
  const row = await rowsOf(db, kind).where(KEY[kind], "=", id).executeTakeFirst();
  return row && withId(row);
}

/** What is deleted, up to one beyond the page, in the order of ids. */
export async function listDeleted(
  db: Db,
  kind: Purgeable,
  before: Int64 | undefined,
  { limit, offset }: Page,
): Promise<PurgeRow[]> {
  const deleted = rowsOf(db, kind).where("lifecycle_stage", "=", "deleted");
  const rows = await (before === undefined ? deleted : deleted.where("deleted_at", "<=", before))
    .orderBy(KEY[kind])
    .limit(limit + 1)
    .offset(offset)
    .execute();
  return rows.map(withId);
}

/** Some runs, or logged models, of an experiment, whatever their state. */
export const someOf = (db: Db, kind: "run" | "logged-model", experiment: Int64): Promise<PurgeRow[]> =>
  rowsOf(db, kind).where("experiment_id", "=", experiment).limit(100).execute();

export async function countActiveRuns(db: Db, experiment: Int64): Promise<number> {
  const row = await db
    .selectFrom("runs")
    .select(db.fn.countAll().as("count"))
    .where("experiment_id", "=", experiment)
    .where("lifecycle_stage", "!=", "deleted")
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Which of some ids of runs and logged models are in use: in a table of their own, or in the source of a version. */
export async function idsInUse(db: Db, ids: readonly string[]): Promise<Set<string>> {
  const used = new Set<string>();
  for (const id of ids) if (await isInUse(db, id)) used.add(id);
  return used;
}

async function isInUse(db: Db, id: string): Promise<boolean> {
  if ((await find(db, "run", id)) || (await find(db, "logged-model", id))) return true;
  const version = await db
    .selectFrom("model_versions")
    .select("version")
    .where(({ eb, or }) => or([eb("source", "like", `%${id}%`), eb("storage_location", "like", `%${id}%`)]))
    .limit(1)
    .executeTakeFirst();
  return version !== undefined;
}
