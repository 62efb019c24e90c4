import type { Int64 } from "@slipway/contract";
import type { Insertable, Selectable } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";
import type { Page } from "../searching/page.js";
import type { ProtectionRow } from "./protection-store.js";

export type PromotionRow = Selectable<Tables["slipway_promotions"]>;

/** Appends an entry. @returns it as it is stored, with its number */
export async function insertPromotion(
  db: Db,
  dialect: Dialect,
  entry: Omit<Insertable<Tables["slipway_promotions"]>, "id">,
): Promise<PromotionRow> {
  const id = await dialect.insertCounted(db, "slipway_promotions", entry);
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

/** The entry that a decision stands behind. */
export const findByDecision = (db: Db, id: string): Promise<PromotionRow | undefined> =>
  db.selectFrom("slipway_promotions").selectAll().where("decision_id", "=", id).executeTakeFirst();

/** Actions by which a version comes to a place through Slipway or MLflow's API. */
const BY_RIGHT = ["promote", "rollback", "transition", "alias"];

/** Whether a version came to a place before its rule, or later by a way that the rule allows. */
export async function wasChampion(
  db: Db,
  chain: string,
  version: number,
  { kind, place, created_at }: ProtectionRow,
): Promise<boolean> {
  const row = await db
    .selectFrom("slipway_promotions")
    .select("id")
    .where("chain", "=", chain)
    .where("version", "=", version)
    .where(kind === "stage" ? "stage" : "alias", "=", place)
    .where(({ eb, or }) => or([eb("action", "in", BY_RIGHT), eb("created_at", "<=", created_at)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

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

/** All of a model's entries, newest first. */
export const selectAllPromotions = (db: Db, name: string): Promise<PromotionRow[]> =>
  db.selectFrom("slipway_promotions").selectAll().where("name", "=", name).orderBy("id", "desc").execute();

/** The newest entry under a name. */
export const findLast = (db: Db, name: string): Promise<PromotionRow | undefined> =>
  db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("name", "=", name)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** The newest entry of a chain that a caller asked for with a place. */
export const findPlaced = (db: Db, chain: string): Promise<PromotionRow | undefined> =>
  db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("chain", "=", chain)
    .where("action", "in", ["promote", "rollback"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();

/** What an entry says of who was champion. */
export type Step = Pick<PromotionRow, "action" | "standing">;

/** The entries of a chain, oldest first. */
export const selectSteps = (db: Db, chain: string): Promise<Step[]> =>
  db
    .selectFrom("slipway_promotions")
    .select(["action", "standing"])
    .where("chain", "=", chain)
    .orderBy("seq")
    .execute();

/** Entries that change nobody's place. */
const STILL = ["hold", "resume", "protect", "unprotect"];

/** The newest entry until a time that changed who holds a stage, and the same of an alias, in one statement. */
export const selectAt = (
  db: Db,
  name: string,
  time: Int64,
  { stage, alias }: { stage?: string; alias?: string },
): Promise<PromotionRow[]> => {
  const newest = (column: "stage" | "alias", value: string) =>
    db
      .selectFrom("slipway_promotions")
      .select("id")
      .where("name", "=", name)
      .where(column, "=", value)
      .where("created_at", "<=", time)
      .where("action", "not in", STILL)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(1);
  return db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where(({ eb, or }) =>
      or([
        ...(stage === undefined ? [] : [eb("id", "=", newest("stage", stage))]),
        ...(alias === undefined ? [] : [eb("id", "=", newest("alias", alias))]),
      ]),
    )
    .execute();
};

/**
 * Where the commit and the decision of an entry's version come from when the entry itself has none, as after a
 * rollback or a call of MLflow's: the newest earlier entry of the version that has.
 */
export async function findEvidence(
  db: Db,
  { chain, seq, version, commit_sha, decision }: PromotionRow,
): Promise<PromotionRow | undefined> {
  if (chain === null || version === null || commit_sha !== null || decision !== null) return undefined;
  return db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("chain", "=", chain)
    .where("seq", "<", seq)
    .where("version", "=", version)
    .where(({ eb, or }) => or([eb("commit_sha", "is not", null), eb("decision", "is not", null)]))
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** The names under which an earlier version of Slipway left entries that no chain holds. */
export const selectUnchainedNames = async (db: Db): Promise<string[]> => {
  const rows = await db
    .selectFrom("slipway_promotions")
    .select("name")
    .distinct()
    .where("chain", "is", null)
    .execute();
  return rows.map(({ name }) => name);
};

/** Such entries of a name, oldest first. */
export const selectUnchained = (db: Db, name: string): Promise<PromotionRow[]> =>
  db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("name", "=", name)
    .where("chain", "is", null)
    .orderBy("id")
    .execute();

/** Takes such an entry into a chain. */
export async function chainPromotion(db: Db, { id, ...row }: PromotionRow): Promise<void> {
  const { chain, seq, standing, on_hold, previous_hash, hash } = row;
  await db
    .updateTable("slipway_promotions")
    .set({ chain, seq, standing, on_hold, previous_hash, hash })
    .where("id", "=", id)
    .where("chain", "is", null)
    .execute();
}

/** The newest chained entry of a name. */
export const findLastChained = (db: Db, name: string): Promise<PromotionRow | undefined> =>
  db
    .selectFrom("slipway_promotions")
    .selectAll()
    .where("name", "=", name)
    .where("chain", "is not", null)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** Lets the entries of a chain be found under another name. */
export async function renamePromotions(db: Db, chain: string, newName: string): Promise<void> {
  await db.updateTable("slipway_promotions").set({ name: newName }).where("chain", "=", chain).execute();
}
