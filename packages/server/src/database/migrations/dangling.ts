import { sql } from "kysely";
import type { Db } from "../db.js";
import { mlflowLayout } from "./layouts.js";
import type { Shape } from "./shape.js";

/**
 * Rows that refer to rows that are not there, one line for each reference. A database server keeps references itself, but
 * not while a dump is loaded, nor where somebody has told it not to.
 */
export async function danglingOf(db: Db, there: Record<string, Shape>): Promise<string[]> {
  const found: string[] = [];
  for (const [name, { foreignKeys = [] }] of Object.entries(mlflowLayout))
    for (const { columns, table, targets } of foreignKeys) {
      const has = (of: string, all: string[]) => all.every((column) => there[of]?.columns[column]);
      if (!has(name, columns) || !has(table, targets)) continue;
      const on = columns.map(
        (column, place) => sql`${sql.ref(`child.${column}`)} = ${sql.ref(`parent.${targets[place]}`)}`,
      );
      const given = columns.map((column) => sql`${sql.ref(`child.${column}`)} IS NOT NULL`);
      const answer = await sql<{ n: number }>`
        SELECT count(*) AS n FROM ${sql.table(name)} AS child WHERE ${sql.join(given, sql` AND `)}
          AND NOT EXISTS (SELECT 1 FROM ${sql.table(table)} AS parent WHERE ${sql.join(on, sql` AND `)})`.execute(
        db,
      );
      const rows = Number(answer.rows[0]?.n ?? 0);
      if (rows > 0) found.push(`${rows} rows of ${name} refer to rows of ${table} that are not there`);
    }
  return found;
}
