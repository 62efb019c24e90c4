import type { BulkInsert, BulkRow } from "../bulk-insert.js";
import type { Db } from "../db.js";
import { executeWrite } from "../execute-write.js";
import { columnList, onConflict as conflictOf } from "./on-conflict.js";

// Few sizes, so that few statements are prepared; the largest stays below SQLite's 32,766 parameters.
const CHUNKS = [1000, 100, 10, 1];

const statements = new WeakMap<BulkInsert, Map<number, string>>();

/** Writes rows in as few statements as there are chunks, none of which is built twice. */
export async function insertAll(
  db: Db,
  insert: BulkInsert,
  fixed: BulkRow,
  rows: readonly BulkRow[],
): Promise<number> {
  let done = 0;
  let written = 0;
  for (const size of CHUNKS) {
    while (rows.length - done >= size) {
      const parameters: unknown[] = [...fixed];
      for (let index = done; index < done + size; index++) parameters.push(...(rows[index] ?? []));
      written += await executeWrite(db, statement(insert, size), parameters);
      done += size;
    }
  }
  return written;
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
  const names = columnList([...fixed, ...columns]);
  return `INSERT INTO "${table}" (${names}) VALUES ${values.join(",")} ${conflictOf(table, onConflict)}`;
}
