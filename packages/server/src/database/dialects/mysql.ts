import type { Int64 } from "@slipway/contract";
import { type Expression, type RawBuilder, type SqlBool, sql } from "kysely";
import type { Database } from "../database.js";
import type { ServerUri } from "../database-uri.js";
import type { Db } from "../db.js";
import type { Table } from "../schema/table.js";
import { columnsByTable, type TableColumn } from "./columns-by-table.js";
import type { Dialect } from "./dialect.js";
import { insertAll } from "./mysql-bulk.js";
import { addColumn, createTables, indexStatements } from "./mysql-ddl.js";
import { errors } from "./mysql-errors.js";
import { language } from "./mysql-language.js";
import { connectionSettings } from "./mysql-options.js";
import { mysqlPool } from "./mysql-pool.js";
import { triggers } from "./mysql-triggers.js";
import { pooledDatabase } from "./pooled-database.js";

// Its collations take upper and lower case for the same, so text is compared a second time, byte by byte, as in
// MLflow; the first time is what indexes serve.
const mysql: Dialect = {
  name: "mysql",
  undoesTables: false,
  preparing,
  createTables,
  addColumn,
  missingIndexes,
  triggers,
  like: (column, pattern) => sql<SqlBool>`(${column} LIKE ${pattern} AND BINARY ${column} LIKE ${pattern})`,
  ilike: (column, pattern) => sql<SqlBool>`lower(${column}) LIKE lower(${pattern})`,
  oneOf,
  isIn: (column, values) =>
    sql<SqlBool>`(${oneOf(column, values)} AND ${oneOf(sql`BINARY ${column}`, values)})`,
  compare: (column, comparator, value) => {
    const plain = sql<SqlBool>`${column} ${sql.raw(comparator)} ${value}`;
    const both = comparator === "=" ? sql`AND` : comparator === "!=" ? sql`OR` : undefined;
    if (typeof value !== "string" || !both) return plain;
    return sql<SqlBool>`(${plain} ${both} BINARY ${column} ${sql.raw(comparator)} ${value})`;
  },
  nullsLast: (value, ascending) => sql`${value} IS NULL, ${value} ${sql.raw(ascending ? "ASC" : "DESC")}`,
  insertAll,
  insertCounted: async (db, table, row) => {
    const { insertId } = await db
      .insertInto(table)
      .values(row as never)
      .executeTakeFirstOrThrow();
    return Number(insertId ?? 0);
  },
  tableNames,
  columnNames,
};

function oneOf(column: Expression<unknown>, values: readonly (string | Int64)[]): RawBuilder<SqlBool> {
  return values.length === 0 ? sql<SqlBool>`FALSE` : sql<SqlBool>`${column} IN (${sql.join(values)})`;
}

/** Making a table ends a transaction here, so the lock is the connection's. */
async function preparing<T>(tx: Db, work: () => Promise<T>): Promise<T> {
  const lock = sql`CONCAT('slipway.', MD5(DATABASE()))`;
  const answer = await sql<{ taken: number }>`SELECT GET_LOCK(${lock}, 120) AS taken`.execute(tx);
  if (answer.rows[0]?.taken !== 1)
    throw new Error("another server has been preparing this database for minutes");
  try {
    return await work();
  } finally {
    await sql`SELECT RELEASE_LOCK(${lock})`.execute(tx);
  }
}

async function tableNames(db: Db): Promise<string[]> {
  const answer = await sql<{ name: string }>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()`.execute(db);
  return answer.rows.map((row) => row.name);
}

async function columnNames(db: Db): Promise<Map<string, Set<string>>> {
  const answer =
    await sql<TableColumn>`SELECT table_name AS \`table\`, column_name AS \`column\` FROM information_schema.columns
        WHERE table_schema = DATABASE() AND table_name LIKE 'slipway%'`.execute(db);
  return columnsByTable(answer.rows);
}

async function missingIndexes(db: Db, tables: Record<string, Table>): Promise<string[]> {
  const answer = await sql<{ name: string }>`SELECT index_name AS name FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name LIKE 'slipway%'`.execute(db);
  const there = new Set(answer.rows.map(({ name }) => name));
  return Object.entries(tables).flatMap(([name, table]) =>
    indexStatements(name, table).flatMap(([index, statement]) => (there.has(index) ? [] : [statement])),
  );
}

/** MySQL or MariaDB, reached through a pool of connections. */
export function openMysql(uri: ServerUri): Database {
  return pooledDatabase({ dialect: mysql, language, pool: mysqlPool(connectionSettings(uri)), errors });
}
