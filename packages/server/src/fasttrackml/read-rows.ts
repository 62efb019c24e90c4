import type { Int64 } from "@slipway/contract";
import { sql } from "kysely";
import type { Db } from "../database/db.js";

/** A row of FastTrackML's, whose tables Kysely does not know. */
export type Row = Readonly<Record<string, string | Int64 | boolean | null>>;

export async function rowsOf(source: Db, table: string): Promise<Row[]> {
  return (await sql<Row>`SELECT * FROM ${sql.table(table)}`.execute(source)).rows;
}

/** The rows of a table that belong to one run. */
export async function rowsOfRun(source: Db, table: string, run: string): Promise<Row[]> {
  return (await sql<Row>`SELECT * FROM ${sql.table(table)} WHERE run_uuid = ${run}`.execute(source)).rows;
}

/** Every run's id, in the order in which they were made. */
export async function runIds(source: Db): Promise<string[]> {
  const { rows } = await sql<{ run_uuid: string }>`SELECT run_uuid FROM runs ORDER BY row_num`.execute(
    source,
  );
  return rows.map(({ run_uuid }) => run_uuid);
}

/** An integer, exact beyond 2^53 too; PostgreSQL's driver gives large ones as text. */
export const integerOf = (value: Row[string] | undefined): Int64 | null => {
  if (value == null) return null;
  const exact = BigInt(value);
  return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
};

export const textOf = (value: Row[string] | undefined): string => (value == null ? "" : String(value));

export const textOrNull = (value: Row[string] | undefined): string | null =>
  value == null ? null : String(value);
