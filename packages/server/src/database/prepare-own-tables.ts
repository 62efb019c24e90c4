import { sql } from "kysely";
import type { Db } from "./db.js";
import type { Dialect } from "./dialects/index.js";
import { ownTables } from "./schema/index.js";

/** Makes Slipway's own tables, and gives those of an earlier version the columns and indexes that came since. */
export async function prepareOwnTables(tx: Db, dialect: Dialect): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(tx);
  const there = await dialect.columnNames(tx);
  for (const [name, { columns }] of Object.entries(ownTables)) {
    const known = there.get(name);
    if (!known) continue;
    for (const [column, definition] of Object.entries(columns))
      if (!known.has(column)) await run(dialect.addColumn(name, column, definition));
  }
  for (const statement of dialect.createTables(ownTables)) await run(statement);
  for (const statement of (await dialect.missingIndexes?.(tx, ownTables)) ?? []) await run(statement);
}
