import type { Int64 } from "@slipway/contract";
import {
  type Expression,
  PostgresAdapter,
  PostgresQueryCompiler,
  type RawBuilder,
  type SqlBool,
  sql,
} from "kysely";
import type { Database } from "../database.js";
import type { ServerUri } from "../database-uri.js";
import type { Db } from "../db.js";
import { columnsByTable, type TableColumn } from "./columns-by-table.js";
import type { Dialect } from "./dialect.js";
import { insertReturning } from "./insert-returning.js";
import type { Language } from "./kysely-over.js";
import { pooledDatabase } from "./pooled-database.js";
import { insertAll } from "./postgres-bulk.js";
import { addColumn, createTables, INDEXED_CHARACTERS } from "./postgres-ddl.js";
import { errors } from "./postgres-errors.js";
import { connectionSettings } from "./postgres-options.js";
import { postgresPool } from "./postgres-pool.js";
import { triggers } from "./postgres-triggers.js";

const postgres: Dialect = {
  name: "postgres",
  undoesTables: true,
  preparing: async (tx, work) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('slipway schema'))`.execute(tx);
    return work();
  },
  createTables,
  addColumn,
  triggers,
  like: (column, pattern) => sql<SqlBool>`${column} LIKE ${pattern}`,
  ilike: (column, pattern) => sql<SqlBool>`${column} ILIKE ${pattern}`,
  oneOf,
  isIn: oneOf,
  // The redundant half is what an index on the start of a long text knows.
  compare: (column, comparator, value) =>
    comparator === "=" && typeof value === "string"
      ? sql<SqlBool>`(${column} = ${value} AND left(${column}, ${START}) = left(${value}, ${START}))`
      : sql<SqlBool>`${column} ${sql.raw(comparator)} ${value}`,
  nullsLast: (value, ascending) => sql`${value} ${sql.raw(ascending ? "ASC" : "DESC")} NULLS LAST`,
  insertAll,
  insertCounted: insertReturning,
  tableNames,
  columnNames,
};

const START = sql.raw(String(INDEXED_CHARACTERS));

/** `column` is one of some values. */
function oneOf(column: Expression<unknown>, values: readonly (string | Int64)[]): RawBuilder<SqlBool> {
  return values.length === 0
    ? sql<SqlBool>`FALSE`
    : sql<SqlBool>`${column} = ANY(${values}::${sql.raw(typeof values[0] === "string" ? "text" : "int8")}[])`;
}

async function tableNames(db: Db): Promise<string[]> {
  const answer = await sql<{ name: string }>`
    SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`.execute(db);
  return answer.rows.map((row) => row.name);
}

async function columnNames(db: Db): Promise<Map<string, Set<string>>> {
  const answer =
    await sql<TableColumn>`SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name LIKE 'slipway%'`.execute(db);
  return columnsByTable(answer.rows);
}

/** Integers beyond the type of the column that they are compared with find nothing, rather than being refused. */
class Compiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    super.appendValue(value);
    if (isWide(value)) this.append("::int8");
  }
}

const WIDEST_INTEGER = 2 ** 31;

const isWide = (value: unknown): value is Int64 =>
  typeof value === "bigint" ||
  (typeof value === "number" && Number.isSafeInteger(value) && Math.abs(value) >= WIDEST_INTEGER);

const language: Language = {
  compiler: () => new Compiler(),
  adapter: () => new PostgresAdapter(),
};

/** PostgreSQL, reached through a pool of connections. */
export async function openPostgres(uri: ServerUri): Promise<Database> {
  const pool = postgresPool(await connectionSettings(uri));
  return pooledDatabase({ dialect: postgres, language, pool, errors });
}
