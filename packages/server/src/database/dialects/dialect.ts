import type { Int64 } from "@slipway/contract";
import type { Expression, Insertable, RawBuilder, SqlBool } from "kysely";
import type { BulkInsert, BulkRow } from "../bulk-insert.js";
import type { Db } from "../db.js";
import type { Tables } from "../schema/index.js";
import type { Column, Table } from "../schema/table.js";

/** What differs between databases. */
export interface Dialect {
  name: "sqlite" | "postgres" | "mysql";
  /** Whether a transaction that is cut off takes its changes of tables back. */
  undoesTables: boolean;
  /** Lets no other process prepare the same database until the transaction ends, or `work` where there is no such. */
  preparing<T>(db: Db, work: () => Promise<T>): Promise<T>;
  /** Statements that make tables and indexes, each doing nothing when its object is there already. */
  createTables(tables: Record<string, Table>): string[];
  /** The statement that adds a column to a table. */
  addColumn(table: string, name: string, column: Column): string;
  /** Statements for the indexes that tables of Slipway's own lack, where {@link createTables} makes them with new tables only. */
  missingIndexes?(db: Db, tables: Record<string, Table>): Promise<string[]>;
  /** MLflow's triggers, which go with its tables. */
  triggers: string[];
  /** `column LIKE pattern`, case-sensitive. */
  like(column: Expression<unknown>, pattern: string): RawBuilder<SqlBool>;
  /** The same without regard to case. */
  ilike(column: Expression<unknown>, pattern: string): RawBuilder<SqlBool>;
  /** `column` is one of any number of values; where the dialect can, in a text that does not depend on how many. */
  oneOf(column: Expression<unknown>, values: readonly (string | Int64)[]): RawBuilder<SqlBool>;
  /** `column` against a value by =, !=, <, <=, > or >=; text letter by letter. */
  compare(column: Expression<unknown>, comparator: string, value: string | Int64 | null): RawBuilder<SqlBool>;
  /** {@link oneOf} for what users wrote: text letter by letter. */
  isIn(column: Expression<unknown>, values: readonly string[]): RawBuilder<SqlBool>;
  /** A term of ORDER BY where what has no value comes last in both directions. */
  nullsLast(value: Expression<unknown>, ascending: boolean): RawBuilder<unknown>;
  /**
   * Writes any number of rows: `fixed` are the values that all of them share.
   * @returns how many rows were new; meaningless when rows are replaced
   */
  insertAll(db: Db, insert: BulkInsert, fixed: BulkRow, rows: readonly BulkRow[]): Promise<number>;
  /** Writes one row. @returns the number that the database counted up for it */
  insertCounted<T extends Counted>(db: Db, table: T, row: Insertable<Tables[T]>): Promise<Int64>;
  tableNames(db: Db): Promise<string[]>;
  /** The columns of each table of Slipway's own that there is. */
  columnNames(db: Db): Promise<Map<string, Set<string>>>;
}

/** The tables whose rows the database counts, and the column that has the number. */
export const COUNTED = { experiments: "experiment_id", slipway_promotions: "id" } as const;
export type Counted = keyof typeof COUNTED;
