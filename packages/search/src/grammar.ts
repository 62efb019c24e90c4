import type { Comparator, EntityKind } from "./filter.js";

/**
 * How a value is written.
 * `number`: any numeric literal; `integer`: a whole one; `string`: text in single or double quotes;
 * `experiment-id`: a whole number in quotes, which stays text because ids may exceed 2^53.
 */
export type ValueKind = "string" | "number" | "integer" | "experiment-id";

/** A key by its canonical name and the other spellings that mean it. */
export interface Field {
  key: string;
  aliases?: readonly string[];
}

/** What a key may be compared with, and how. */
export interface FilterRule {
  comparators: readonly Comparator[];
  value: ValueKind;
  /** An integer may also stand in quotes. */
  quotable?: boolean;
  /** Unquoted words and numbers are strings too, and lists may be empty. */
  lax?: boolean;
  /** The values the field takes, offered as completions. */
  known?: readonly string[];
  /** Values other than the known ones are errors. */
  onlyKnown?: boolean;
}

/** A key of fixed name that filters may use. */
export interface FilterField extends Field, FilterRule {}

/** Keys of one kind: a fixed list, or any key under one rule. */
export interface Entity<F extends Field> {
  kind: EntityKind;
  /** The words that may stand before the dot, the usual one first. A bare key is an attribute. */
  prefixes: readonly string[];
  fields?: readonly F[];
  /** The rule for keys that users choose themselves, in place of `fields`. */
  anyKey?: Omit<F, "key">;
}

/** What one searched thing allows in filters and in order_by: data that the parser reads. */
export interface Grammar {
  /** What is searched, for messages. */
  name: string;
  filter: readonly Entity<FilterField>[];
  order: {
    entities: readonly Entity<Field>[];
    /** Naming a key twice is an error. */
    distinct: boolean;
  };
}
