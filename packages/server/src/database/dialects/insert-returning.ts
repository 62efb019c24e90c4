import type { Int64 } from "@slipway/contract";
import { type Insertable, sql } from "kysely";
import type { Db } from "../db.js";
import type { Tables } from "../schema/index.js";
import { COUNTED, type Counted } from "./dialect.js";

/** Writes a row and has its number returned by the statement itself. */
export async function insertReturning<T extends Counted>(
  db: Db,
  table: T,
  row: Insertable<Tables[T]>,
): Promise<Int64> {
  const { id } = await db
    // Kysely's types do not follow one row into either table.
    .insertInto(table as "experiments")
    .values(row as Insertable<Tables["experiments"]>)
    .returning(sql<Int64>`${sql.ref(COUNTED[table])}`.as("id"))
    .executeTakeFirstOrThrow();
  return id;
}
