import type { Insertable, Selectable } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";
import type { Page } from "../searching/page.js";

export type PromotionRow = Selectable<Tables["slipway_promotions"]>;

/** Appends an entry. @returns it as it is stored, with its number and time */
export async function insertPromotion(
  db: Db,
  dialect: Dialect,
  entry: Omit<Insertable<Tables["slipway_promotions"]>, "id" | "created_at">,
): Promise<PromotionRow> {
  const id = await dialect.insertCounted(db, "slipway_promotions", { ...entry, created_at: Date.now() });
  return db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("id", "=", Number(id))
    .executeTakeFirstOrThrow();
}

export const findPromotionByKey = (db: Db, name: string, key: string): Promise<PromotionRow | undefined> =>
  db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("name", "=", name)
    .where("idempotency_key", "=", key)
    .executeTakeFirst();

/** A page of a model's entries, newest first, and one beyond it when there are more. */
export const selectPromotions = (db: Db, name: string, page: Page): Promise<PromotionRow[]> =>
  db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("name", "=", name)
    .orderBy("id", "desc")
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();

/** What an entry says of who was champion. */
export type Step = Pick<PromotionRow, "action" | "version" | "previous_version" | "stage" | "alias">;

/** A model's entries since a time, oldest first: an earlier model of the same name is another model. */
export const selectSteps = (db: Db, name: string, since: number): Promise<Step[]> =>
  db
    .selectFrom("slipway_promotions")
    .select(["action", "version", "previous_version", "stage", "alias"])
    .where("name", "=", name)
    .where("created_at", ">=", since)
    .orderBy("id")
    .execute();

export async function renamePromotions(db: Db, name: string, newName: string): Promise<void> {
  await db.updateTable("slipway_promotions").set({ name: newName }).where("name", "=", name).execute();
}
