/** How a comparison compares, spelled in upper case whatever the filter said. */
export type Comparator =
  | "="
  | "!="
  | ">"
  | ">="
  | "<"
  | "<="
  | "LIKE"
  | "ILIKE"
  | "IN"
  | "NOT IN"
  | "IS NULL"
  | "IS NOT NULL";

/** What a key belongs to. */
export type EntityKind = "attribute" | "metric" | "param" | "tag" | "dataset";

/** One clause of a filter. */
export interface Comparison {
  type: "comparison";
  entity: EntityKind;
  /** The canonical key: aliases are resolved and quotes removed. */
  key: string;
  comparator: Comparator;
  /** A list for IN and NOT IN, null for IS NULL and IS NOT NULL; a number may be infinite (`1e999`). */
  value: string | number | string[] | null;
  /** Where the clause starts in the filter, in UTF-16 units. */
  start: number;
  /** Where it ends, exclusive. */
  end: number;
}

/** Comparisons that must all hold. */
export interface Conjunction {
  type: "and";
  operands: Filter[];
}

/** A parsed filter. */
export type Filter = Comparison | Conjunction;

/** One key to sort by. */
export interface OrderTerm {
  entity: EntityKind;
  /** The canonical key, as in {@link Comparison}. */
  key: string;
  ascending: boolean;
}
