import type { KeyValue } from "@slipway/contract";
import { type Selectable, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";

export type RegisteredModelRow = Selectable<Tables["registered_models"]>;

// Other workspaces can exist only in a database that MLflow ran with workspaces enabled.
export const WORKSPACE = "default";

export const findModel = (db: Db, name: string): Promise<RegisteredModelRow | undefined> =>
  db
    .selectFrom("registered_models")
    .selectAll()
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .executeTakeFirst();

/** As {@link findModel}, and nobody else changes the model, its versions or its aliases until the transaction ends. */
export const lockModel = (tx: Db, name: string): Promise<RegisteredModelRow | undefined> =>
  tx
    .selectFrom("registered_models")
    .selectAll()
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .forUpdate()
    .executeTakeFirst();

export async function insertModel(
  db: Db,
  row: { name: string; description: string; time: number },
): Promise<void> {
  const { name, description, time } = row;
  await db
    .insertInto("registered_models")
    .values({ name, description, creation_time: time, last_updated_time: time, workspace: WORKSPACE })
    .execute();
}

/** The versions, tags and aliases of a model follow its name by themselves. */
export async function updateModel(
  db: Db,
  name: string,
  change: Partial<Pick<RegisteredModelRow, "name" | "description" | "last_updated_time">>,
): Promise<void> {
  await db
    .updateTable("registered_models")
    .set(change)
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .execute();
}

/** Removes a model, which has no versions any more, and its tags. */
export async function deleteModel(db: Db, name: string): Promise<void> {
  for (const table of ["registered_model_tags", "registered_models"] as const)
    await db.deleteFrom(table).where("workspace", "=", WORKSPACE).where("name", "=", name).execute();
}

export async function upsertModelTag(db: Db, name: string, { key, value }: KeyValue): Promise<void> {
  await db
    .insertInto("registered_model_tags")
    .values({ name, key, value, workspace: WORKSPACE })
    .onConflict((conflict) => conflict.columns(["workspace", "key", "name"]).doUpdateSet({ value }))
    .execute();
}

export async function deleteModelTag(db: Db, name: string, key: string): Promise<void> {
  await db
    .deleteFrom("registered_model_tags")
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .where("key", "=", key)
    .execute();
}

/** The value of one tag of a model; undefined when it has no such tag. */
export async function findModelTag(db: Db, name: string, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("registered_model_tags")
    .select("value")
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .where("key", "=", key)
    .executeTakeFirst();
  return row?.value ?? undefined;
}

/** The tags of each of some models. */
export async function selectModelTags(
  db: Db,
  dialect: Dialect,
  names: readonly string[],
): Promise<Map<string, KeyValue[]>> {
  const tags = new Map<string, KeyValue[]>(names.map((name) => [name, []]));
  const rows = await db
    .selectFrom("registered_model_tags")
    .select(["name", "key", "value"])
    .where("workspace", "=", WORKSPACE)
    .where(dialect.oneOf(sql.ref("name"), names))
    .execute();
  for (const { name, key, value } of rows) tags.get(name)?.push({ key, value: value ?? "" });
  return tags;
}
