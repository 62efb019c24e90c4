import type { BulkInsert, BulkRow } from "../bulk-insert.js";
import type { Db } from "../db.js";
import { executeWrite } from "../execute-write.js";
import { tableOf } from "../schema/index.js";
import { columnList, onConflict as conflictOf } from "./on-conflict.js";
import { typeOf } from "./postgres-ddl.js";
import { prepareOnce } from "./postgres-pool.js";

const statements = new WeakMap<BulkInsert, string>();

/** Writes any number of rows with one statement, prepared once: each column is one array. */
export async function insertAll(
  db: Db,
  insert: BulkInsert,
  fixed: BulkRow,
  rows: readonly BulkRow[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const text = statements.get(insert) ?? prepareOnce(build(insert));
  statements.set(insert, text);
  const columns = insert.columns.map((_, index) => rows.map((row) => row[index]));
  return executeWrite(db, text, [...fixed, ...columns]);
}

function build({ table, fixed, columns, onConflict }: BulkInsert): string {
  const type = (column: string) => {
    const definition = tableOf(table).columns[column];
    if (!definition) throw new Error(`table ${table} has no column ${column}`);
    return typeOf(definition).replace(/\(\d+\)$/, "");
  };
  const shared = fixed.map((column, index) => `$${index + 1}::${type(column)}`);
  const arrays = columns.map((column, index) => `$${fixed.length + index + 1}::${type(column)}[]`);
  const given = columns.map((_, index) => `t.c${index}`);
  const names = columns.map((_, index) => `c${index}`);
  return `INSERT INTO "${table}" (${columnList([...fixed, ...columns])})
    SELECT ${[...shared, ...given].join(", ")} FROM unnest(${arrays.join(", ")}) AS t(${names.join(", ")})
    ${conflictOf(table, onConflict)}`;
}
