import { type Selectable, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";
import { WORKSPACE } from "./model-version-store.js";

export type AliasRow = Pick<Selectable<Tables["registered_model_aliases"]>, "name" | "alias" | "version">;

export async function upsertAlias(db: Db, row: AliasRow): Promise<void> {
  await db
    .insertInto("registered_model_aliases")
    .values({ ...row, workspace: WORKSPACE })
    .onConflict((conflict) =>
      conflict.columns(["workspace", "name", "alias"]).doUpdateSet({ version: row.version }),
    )
    .execute();
}

export const findAlias = (db: Db, name: string, alias: string): Promise<AliasRow | undefined> =>
  db
    .selectFrom("registered_model_aliases")
    .select(["name", "alias", "version"])
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .where("alias", "=", alias)
    .executeTakeFirst();

/** Removes aliases of a model: the one of a name, or those of a version. */
export async function deleteAliases(
  db: Db,
  name: string,
  which: { alias: string } | { version: number },
): Promise<void> {
  const base = db
    .deleteFrom("registered_model_aliases")
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name);
  await ("alias" in which
    ? base.where("alias", "=", which.alias)
    : base.where("version", "=", which.version)
  ).execute();
}

/** All aliases of some models, ordered by alias. */
export const selectAliases = (db: Db, dialect: Dialect, names: readonly string[]): Promise<AliasRow[]> =>
  db
    .selectFrom("registered_model_aliases")
    .select(["name", "alias", "version"])
    .where("workspace", "=", WORKSPACE)
    .where(dialect.oneOf(sql.ref("name"), names))
    .orderBy("alias")
    .execute();
