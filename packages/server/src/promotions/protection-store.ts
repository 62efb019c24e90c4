import type { Selectable } from "kysely";
import type { Db } from "../database/database.js";
import type { Tables } from "../database/schema/index.js";

export type ProtectionRow = Selectable<Tables["slipway_protections"]>;

/** The rules of a model, ordered by kind and place. */
export const selectProtections = (db: Db, name: string): Promise<ProtectionRow[]> =>
  db
    .selectFrom("slipway_protections")
    .selectAll()
    .where("name", "=", name)
    .orderBy("kind")
    .orderBy("place")
    .execute();

/** Puts a rule in the place of the one that was there. */
export async function putProtection(tx: Db, row: ProtectionRow): Promise<void> {
  await deleteProtection(tx, row);
  await tx.insertInto("slipway_protections").values(row).execute();
}

export async function deleteProtection(
  tx: Db,
  { name, kind, place }: Pick<ProtectionRow, "name" | "kind" | "place">,
): Promise<void> {
  await tx
    .deleteFrom("slipway_protections")
    .where("name", "=", name)
    .where("kind", "=", kind)
    .where("place", "=", place)
    .execute();
}
