import type { Insertable, Selectable } from "kysely";
import type { Db } from "../database/database.js";
import type { Tables } from "../database/schema/index.js";
import type { Page } from "../searching/page.js";

export type TestSetRow = Selectable<Tables["slipway_test_sets"]>;
export type LookRow = Selectable<Tables["slipway_test_set_looks"]>;

const sets = (db: Db) => db.selectFrom("slipway_test_sets").selectAll();

/** The set of a name that is in use; nobody else changes it until the transaction ends. */
export const lockInUse = (tx: Db, name: string): Promise<TestSetRow | undefined> =>
  sets(tx).where("name", "=", name).where("retired_at", "=", 0).forUpdate().executeTakeFirst();

export const lockByDigest = (tx: Db, digest: string): Promise<TestSetRow | undefined> =>
  sets(tx).where("digest", "=", digest).forUpdate().executeTakeFirst();

/** The set of a name that is in use, else the one that was retired last. */
export async function findByName(db: Db, name: string): Promise<TestSetRow | undefined> {
  const named = await sets(db).where("name", "=", name).orderBy("retired_at", "desc").execute();
  return named.find(({ retired_at }) => Number(retired_at) === 0) ?? named[0];
}

/** A page of sets, newest first, and one beyond it when there are more. */
export const selectTestSets = (db: Db, page: Page): Promise<TestSetRow[]> =>
  sets(db)
    .orderBy("created_at", "desc")
    .orderBy("digest")
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();

export async function insertTestSet(db: Db, row: Insertable<Tables["slipway_test_sets"]>): Promise<void> {
  await db.insertInto("slipway_test_sets").values(row).execute();
}

export async function retireTestSet(db: Db, digest: string, reason: string): Promise<void> {
  await db
    .updateTable("slipway_test_sets")
    .set({ retired_at: Date.now(), retired_reason: reason })
    .where("digest", "=", digest)
    .execute();
}

export const findLook = (db: Db, decisionId: string): Promise<LookRow | undefined> =>
  db
    .selectFrom("slipway_test_set_looks")
    .selectAll()
    .where("decision_id", "=", decisionId)
    .executeTakeFirst();

/** The looks at each of some sets, oldest first. */
export async function selectLooks(db: Db, digests: readonly string[]): Promise<LookRow[]> {
  if (digests.length === 0) return [];
  return db
    .selectFrom("slipway_test_set_looks")
    .selectAll()
    .where("digest", "in", digests)
    .orderBy("digest")
    .orderBy("number")
    .execute();
}

export async function insertLook(db: Db, row: Insertable<Tables["slipway_test_set_looks"]>): Promise<void> {
  await db.insertInto("slipway_test_set_looks").values(row).execute();
}

export async function updateLook(
  db: Db,
  decisionId: string,
  change: Partial<Pick<LookRow, "passed" | "revealed" | "reveal_reason">>,
): Promise<void> {
  await db.updateTable("slipway_test_set_looks").set(change).where("decision_id", "=", decisionId).execute();
}
