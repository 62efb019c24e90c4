import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Int64 } from "@slipway/contract";
import { type Expression, Kysely, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database } from "../database.js";
import type { Db } from "../db.js";
import { GroupCommit } from "../group-commit.js";
import type { Tables } from "../schema/index.js";
import { columnsByTable, type TableColumn } from "./columns-by-table.js";
import type { Dialect } from "./dialect.js";
import { insertReturning } from "./insert-returning.js";
import { kyselyOver } from "./kysely-over.js";
import { insertAll } from "./sqlite-bulk.js";
import { SqliteConnection } from "./sqlite-connection.js";
import { addColumn, createTables } from "./sqlite-ddl.js";
import { language } from "./sqlite-language.js";
import { SqliteLog } from "./sqlite-log.js";
import { SqliteThreads } from "./sqlite-threads.js";
import { triggers } from "./sqlite-triggers.js";

const sqlite: Dialect = {
  name: "sqlite",
  undoesTables: true,
  // The transaction has the whole database.
  preparing: (_, work) => work(),
  createTables,
  addColumn,
  triggers,
  like: (column, pattern) => sql<SqlBool>`${column} LIKE ${pattern}`,
  ilike: (column, pattern) => sql<SqlBool>`lower(${column}) LIKE lower(${pattern})`,
  oneOf,
  isIn: oneOf,
  compare: (column, comparator, value) => sql<SqlBool>`${column} ${sql.raw(comparator)} ${value}`,
  nullsLast: (value, ascending) => sql`${value} ${sql.raw(ascending ? "ASC" : "DESC")} NULLS LAST`,
  insertAll,
  insertCounted: insertReturning,
  tableNames,
  columnNames,
};

/** `column` is one of some values. */
function oneOf(column: Expression<unknown>, values: readonly (string | Int64)[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`${column} IN (SELECT value FROM json_each(${jsonArray(values)}))`;
}

// Written by hand because JSON.stringify refuses bigint.
const jsonArray = (values: readonly (string | Int64)[]) =>
  `[${values.map((value) => (typeof value === "string" ? JSON.stringify(value) : String(value))).join(",")}]`;

async function tableNames(db: Db): Promise<string[]> {
  const answer = await sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE type = 'table'`.execute(db);
  return answer.rows.map((row) => row.name);
}

async function columnNames(db: Db): Promise<Map<string, Set<string>>> {
  const answer = await sql<TableColumn>`SELECT t.name AS "table", c.name AS "column"
        FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name LIKE 'slipway%'`.execute(db);
  return columnsByTable(answer.rows);
}

/**
 * SQLite in a file: one connection writes, another one reads what is committed, and threads with their own
 * connections read what takes long.
 */
export function openSqlite(location: string): Database {
  const file = resolve(location);
  mkdirSync(dirname(file), { recursive: true });
  const writer = new SqliteConnection(file);
  const reader = new SqliteConnection(file);
  reader.exec("PRAGMA query_only = ON");
  const threads = new SqliteThreads(file);
  const log = new SqliteLog(file, writer, threads);
  const group = new GroupCommit(writer, () => log.tend());
  const tx = new Kysely<Tables>({ dialect: kyselyOver(writer, language) });
  return {
    dialect: sqlite,
    read: new Kysely<Tables>({ dialect: kyselyOver(reader, language) }),
    scan: new Kysely<Tables>({ dialect: kyselyOver(threads, language) }),
    write: (work) => group.write(() => work(tx)),
    close: async () => {
      await group.idle();
      await threads.close();
      reader.close();
      writer.close();
    },
  };
}

/** Looks into a file, if it is there, and leaves it exactly as it is: opening it for use changes how it is journaled. */
export async function lookIntoSqlite(
  location: string,
  look: (db: Db, dialect: Dialect) => Promise<void>,
): Promise<void> {
  const file = resolve(location);
  if (!existsSync(file)) return;
  const connection = new SqliteConnection(file, {});
  try {
    await look(new Kysely<Tables>({ dialect: kyselyOver(connection, language) }), sqlite);
  } finally {
    connection.close();
  }
}
