import type { Int64 } from "@slipway/contract";
import type { ColumnType, Generated } from "kysely";

/** A column's type in the words that every dialect has. */
export type Kind = "varchar" | "text" | "bigint" | "integer" | "float" | "boolean" | "json" | "blob" | "date";

export interface Column<Value = unknown> {
  kind: Kind;
  /** Of a varchar, in characters. */
  length?: number;
  nullable: boolean;
  default?: string | number;
  /** The type on MySQL where MLflow's migrations have come to another one than its kind stands for. */
  mysql?: string;
  /** SQL expression of a stored generated column. */
  generated?: string;
  /** An integer key that the database counts up; `forever`: no number is used twice, not even after a delete. */
  counted?: "up" | "forever";
  /** For the compiler only: what a query sees. */
  "~value"?: Value;
}

/** A named list of columns: a key or an index. In an index a column may end in ` DESC`. */
export interface Key {
  name: string;
  columns: string[];
  /** Further columns that an index on PostgreSQL holds, and a condition on its rows, as MLflow made it there. */
  postgres?: { covers: string[]; where: string };
}

export interface ForeignKey {
  name?: string;
  columns: string[];
  table: string;
  targets: string[];
  onDelete?: Action;
  onUpdate?: Action;
}
type Action = "cascade" | "set null";

/** A check that a column holds one of some values. */
export interface Check {
  name?: string;
  column: string;
  values: (string | number)[];
}

export interface Constraints {
  /** In the physical order of the key. */
  primaryKey: Key;
  /** Rows are stored in the order of the primary key, where the dialect can do so. */
  clustered?: boolean;
  unique?: Key[];
  foreignKeys?: ForeignKey[];
  checks?: Check[];
  uniqueIndexes?: Key[];
  indexes?: Key[];
}

type Columns = Record<string, Column>;

export interface Table<C extends Columns = Columns> extends Constraints {
  columns: C;
}

/** One table. Columns are NOT NULL unless wrapped in {@link maybe}. */
export const table = <C extends Columns>(columns: C, constraints: Constraints): Table<C> => ({
  columns,
  ...constraints,
});

/** A table's rows as Kysely types them. */
export type RowOf<T> = T extends Table<infer C> ? { [K in keyof C]: ValueOf<C[K]> } : never;
type ValueOf<C> = C extends Column<infer Value> ? Value : never;

const column =
  <Value>(kind: Kind) =>
  <const O extends Options = Record<never, never>>(options?: O) =>
    ({ kind, nullable: false, ...options }) as Column<Typed<Value, O>>;

interface Options {
  default?: string | number;
  mysql?: string;
  generated?: string;
  counted?: "up" | "forever";
}
type Typed<Value, O> = O extends { generated: string }
  ? ColumnType<Value | null, never, never>
  : O extends { default: unknown } | { counted: string }
    ? Generated<Value>
    : Value;

export const text = column<string>("text");
export const bigint = column<Int64>("bigint");
export const integer = column<number>("integer");
/** An integer that may be beyond 2^53, as ids taken over from MLflow's file store are. */
export const wideInteger = column<Int64>("integer");
export const float = column<number>("float");
/** 0 or 1. */
export const boolean = column<number>("boolean");
export const json = column<string>("json");
export const blob = column<Uint8Array>("blob");
export const date = column<string>("date");

export const varchar = <const O extends Options = Record<never, never>>(length: number, options?: O) =>
  ({ kind: "varchar", length, nullable: false, ...options }) as Column<Typed<string, O>>;

/** The column may be NULL. */
export const maybe = <Value>(of: Column<Value>): Column<Value | null> => ({ ...of, nullable: true });

export const key = (name: string, ...columns: string[]): Key => ({ name, columns });

export const references = (
  columns: string[],
  target: string,
  targets: string[] = columns,
  options: Pick<ForeignKey, "name" | "onDelete" | "onUpdate"> = {},
): ForeignKey => ({ columns, table: target, targets, ...options });

export const oneOf = (column: string, values: (string | number)[], name?: string): Check =>
  name ? { name, column, values } : { column, values };
