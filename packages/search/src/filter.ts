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

/** One comparison in a filter. */
export interface Comparison {
  type: "comparison";
  entity: EntityKind;
  /** The canonical key: aliases are resolved and quotes removed. */
  key: string;
  comparator: Comparator;
  /**
   * A list for IN and NOT IN, null for IS NULL and IS NOT NULL; a number may be infinite (`1e999`), and a whole one
   * that a double cannot hold is a bigint.
   */
  value: string | number | bigint | string[] | null;
  /** Where it starts in the filter, in UTF-16 units. */
  start: number;
  /** Where it ends, exclusive. */
  end: number;
}

/** Parts that must all hold. */
export interface Conjunction {
  type: "and";
  operands: Filter[];
}

/** Parts of which at least one must hold. */
export interface Disjunction {
  type: "or";
  operands: Filter[];
}

/** A part that must not hold. A comparison on a key that is missing does not, so its negation does. */
export interface Negation {
  type: "not";
  operand: Filter;
}

/** A parsed filter. */
export type Filter = Comparison | Conjunction | Disjunction | Negation;

/** The parts of a filter, all of which must hold: what AND joins at its top; none for no filter. */
export function conjunctsOf(filter: Filter | undefined): Exclude<Filter, Conjunction>[] {
  if (filter === undefined) return [];
  return filter.type === "and" ? filter.operands.flatMap(conjunctsOf) : [filter];
}

/** Every comparison in a filter, in the order of its text. */
export function comparisonsOf(filter: Filter): Comparison[] {
  if (filter.type === "comparison") return [filter];
  return filter.type === "not" ? comparisonsOf(filter.operand) : filter.operands.flatMap(comparisonsOf);
}

/** Whether a filter holds, by what `test` says of each comparison. */
export function holds(filter: Filter, test: (comparison: Comparison) => boolean): boolean {
  switch (filter.type) {
    case "comparison":
      return test(filter);
    case "not":
      return !holds(filter.operand, test);
    case "and":
      return filter.operands.every((operand) => holds(operand, test));
    case "or":
      return filter.operands.some((operand) => holds(operand, test));
  }
}

/** One key to sort by. */
export interface OrderTerm {
  entity: EntityKind;
  /** The canonical key, as in {@link Comparison}. */
  key: string;
  ascending: boolean;
}
