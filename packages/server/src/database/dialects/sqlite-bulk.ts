import type { BulkInsert, BulkRow, Replace } from "../bulk-insert.js";
import type { Db } from "../db.js";
import { execute } from "../execute.js";

// Few sizes, so that few statements are prepared; the largest stays below SQLite's 32,766 parameters.
const CHUNKS = [1000, 100, 10, 1];

const statements = new WeakMap<BulkInsert, Map<number, string>>();

/** Writes rows in as few statements as there are chunks, none of which is built twice. */
export async function insertAll(
  db: Db,
  insert: BulkInsert,
  fixed: BulkRow,
  rows: readonly BulkRow[],
): Promise<void> {
  let done = 0;
  for (const size of CHUNKS) {
    while (rows.length - done >= size) {
      const parameters: unknown[] = [...fixed];
      for (let index = done; index < done + size; index++) parameters.push(...(rows[index] ?? []));
      await execute(db, statement(insert, size), parameters);
      done += size;
    }
  }
}

function statement(insert: BulkInsert, rows: number): string {
  const sizes = statements.get(insert) ?? new Map<number, string>();
  statements.set(insert, sizes);
  const text = sizes.get(rows) ?? build(insert, rows);
  sizes.set(rows, text);
  return text;
}

function build({ table, fixed, columns, onConflict }: BulkInsert, rows: number): string {
  const shared = fixed.map((_, index) => `?${index + 1}`);
  const row = (index: number) =>
    columns.map((_, column) => `?${fixed.length + index * columns.length + column + 1}`);
  const values = Array.from({ length: rows }, (_, index) => `(${[...shared, ...row(index)].join(",")})`);
  const names = list([...fixed, ...columns]);
  return `INSERT INTO "${table}" (${names}) VALUES ${values.join(",")} ON CONFLICT ${conflict(table, onConflict)}`;
}

function conflict(table: string, action: "ignore" | Replace): string {
  if (action === "ignore") return "DO NOTHING";
  const { key, update, whenGreater } = action;
  const assignments = update.map((column) => `"${column}" = excluded."${column}"`).join(", ");
  const replace = `(${list(key)}) DO UPDATE SET ${assignments}`;
  if (!whenGreater) return replace;
  return `${replace} WHERE (${list(whenGreater, "excluded.")}) > (${list(whenGreater, `"${table}".`)})`;
}

const list = (columns: readonly string[], prefix = "") =>
  columns.map((column) => `${prefix}"${column}"`).join(", ");
