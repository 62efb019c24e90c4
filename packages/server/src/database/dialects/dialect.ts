import type { Int64 } from "@slipway/contract";
import type { Expression, RawBuilder, SqlBool } from "kysely";
import type { BulkInsert, BulkRow } from "../bulk-insert.js";
import type { Db } from "../db.js";
import type { Table } from "../schema/table.js";

/** What differs between databases. */
export interface Dialect {
  name: "sqlite";
  /** Statements that make tables and indexes, each doing nothing when its object is there already. */
  createTables(tables: Record<string, Table>): string[];
  /** MLflow's triggers, which go with its tables. */
  triggers: string[];
  /** `column LIKE pattern`, case-sensitive. */
  like(column: Expression<unknown>, pattern: string): RawBuilder<SqlBool>;
  /** The same without regard to case. */
  ilike(column: Expression<unknown>, pattern: string): RawBuilder<SqlBool>;
  /** `column` is one of any number of values, in a statement whose text does not depend on how many. */
  oneOf(column: Expression<unknown>, values: readonly (string | Int64)[]): RawBuilder<SqlBool>;
  /** Writes any number of rows: `fixed` are the values that all of them share. */
  insertAll(db: Db, insert: BulkInsert, fixed: BulkRow, rows: readonly BulkRow[]): Promise<void>;
  tableNames(db: Db): Promise<string[]>;
}
