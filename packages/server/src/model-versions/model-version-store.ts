import type { KeyValue } from "@slipway/contract";
import { type Selectable, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";

export type ModelVersionRow = Selectable<Tables["model_versions"]>;

// Other workspaces can exist only in a database that MLflow ran with workspaces enabled.
export const WORKSPACE = "default";

/** The stage of versions that were deleted: their rows stay so that no number is used twice. */
export const DELETED = "Deleted_Internal";

const present = (db: Db) =>
  db
    .selectFrom("model_versions")
    .selectAll()
    .where("workspace", "=", WORKSPACE)
    .where("current_stage", "!=", DELETED);

export const findVersion = (db: Db, name: string, version: number): Promise<ModelVersionRow | undefined> =>
  present(db).where("name", "=", name).where("version", "=", version).executeTakeFirst();

export const selectInStage = (db: Db, name: string, stage: string): Promise<ModelVersionRow[]> =>
  present(db).where("name", "=", name).where("current_stage", "=", stage).orderBy("version").execute();

/** The versions of a model that are in one of some stages, ordered by number. */
export const selectInStages = (db: Db, name: string, stages: readonly string[]) =>
  db
    .selectFrom("model_versions")
    .select(["version", "current_stage"])
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .where("current_stage", "in", stages)
    .orderBy("version")
    .execute();

/** The newest version in each stage of each of some models. */
export const selectLatest = (
  db: Db,
  dialect: Dialect,
  names: readonly string[],
): Promise<ModelVersionRow[]> =>
  present(db)
    .where(({ eb, selectFrom }) =>
      eb(
        eb.refTuple("name", "version"),
        "in",
        selectFrom("model_versions")
          .select(({ fn }) => ["name", fn.max("version").as("version")])
          .where("workspace", "=", WORKSPACE)
          .where("current_stage", "!=", DELETED)
          .where(dialect.oneOf(sql.ref("name"), names))
          .groupBy(["name", "current_stage"])
          .$asTuple("name", "version"),
      ),
    )
    .orderBy("version")
    .execute();

/** The number that the next version of a model gets: one above all that there ever were. */
export async function nextVersion(db: Db, name: string): Promise<number> {
  const row = await db
    .selectFrom("model_versions")
    .select(({ fn }) => fn.max("version").as("highest"))
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .executeTakeFirst();
  return (row?.highest ?? 0) + 1;
}

export async function insertVersion(db: Db, row: Omit<ModelVersionRow, "workspace">): Promise<void> {
  await db
    .insertInto("model_versions")
    .values({ ...row, workspace: WORKSPACE })
    .execute();
}

export async function updateVersion(
  db: Db,
  name: string,
  version: number,
  change: Partial<Omit<ModelVersionRow, "name" | "version" | "workspace">>,
): Promise<void> {
  await db
    .updateTable("model_versions")
    .set(change)
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .where("version", "=", version)
    .execute();
}

export async function touchVersions(db: Db, name: string, time: number): Promise<void> {
  await db
    .updateTable("model_versions")
    .set({ last_updated_time: time })
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .execute();
}

const OF_VERSIONS = ["model_version_tags", "registered_model_aliases", "model_versions"] as const;

/** Removes all versions of a model, deleted ones too, with their tags and aliases. */
export async function removeVersions(db: Db, name: string): Promise<void> {
  for (const table of OF_VERSIONS)
    await db.deleteFrom(table).where("workspace", "=", WORKSPACE).where("name", "=", name).execute();
}

export async function upsertVersionTag(
  db: Db,
  name: string,
  version: number,
  { key, value }: KeyValue,
): Promise<void> {
  await db
    .insertInto("model_version_tags")
    .values({ name, version, key, value, workspace: WORKSPACE })
    .onConflict((conflict) =>
      conflict.columns(["workspace", "key", "name", "version"]).doUpdateSet({ value }),
    )
    .execute();
}

export async function deleteVersionTag(db: Db, name: string, version: number, key: string): Promise<void> {
  await db
    .deleteFrom("model_version_tags")
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .where("version", "=", version)
    .where("key", "=", key)
    .execute();
}

export interface VersionTag extends KeyValue {
  name: string;
  version: number;
}

/** The tags of some versions, and perhaps of others. */
export async function selectVersionTags(
  db: Db,
  dialect: Dialect,
  rows: readonly Pick<ModelVersionRow, "name" | "version">[],
): Promise<VersionTag[]> {
  const names = new Set(rows.map((row) => row.name));
  const versions = new Set(rows.map((row) => row.version));
  const found = await db
    .selectFrom("model_version_tags")
    .select(["name", "version", "key", "value"])
    .where("workspace", "=", WORKSPACE)
    .where(dialect.oneOf(sql.ref("name"), [...names]))
    .where(dialect.oneOf(sql.ref("version"), [...versions]))
    .execute();
  return found.map(({ value, ...row }) => ({ ...row, value: value ?? "" }));
}
