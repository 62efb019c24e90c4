import { CompiledQuery } from "kysely";
import type { Db } from "./db.js";

/**
 * Runs a statement that is already text, past the query builder: for what is called too often to be built each time.
 * @returns how many rows it wrote
 */
export async function executeWrite(
  db: Db,
  statement: string,
  parameters: readonly unknown[],
): Promise<number> {
  const answer = await db.executeQuery(CompiledQuery.raw(statement, [...parameters]));
  return Number(answer.numAffectedRows ?? 0);
}
