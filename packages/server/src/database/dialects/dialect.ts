import type { Expression, SqlBool } from "kysely";
import type { Database, Db } from "../database.js";
import type { Table } from "../schema/table.js";

/** What differs between databases. */
export interface Dialect {
  name: "sqlite";
  /** Statements that make tables and indexes, each doing nothing when its object is there already. */
  createTables(tables: Record<string, Table>): string[];
  /** MLflow's triggers, which go with its tables. */
  triggers: string[];
  /** `column LIKE pattern`, case-sensitive. */
  like(column: Expression<unknown>, pattern: string): Expression<SqlBool>;
  /** The same without regard to case. */
  ilike(column: Expression<unknown>, pattern: string): Expression<SqlBool>;
  tableNames(db: Db): Promise<string[]>;
  /** Connects to the database at a location, that is the URI without its scheme. */
  open(location: string): Database;
}
