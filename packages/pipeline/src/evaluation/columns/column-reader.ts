import type { Value } from "../formats/row.js";

/** Collects one column, value by value. */
export interface ColumnReader {
  add(value: Value, line: number): void;
  /** Bytes that its values take. */
  readonly size: number;
}

/** Where a column is read from, for messages and for how much room it takes at first. */
export interface ColumnPlace {
  path: string;
  name: string;
  /** What rows are counted in: `line` or `row`. */
  unit: string;
  /** About how many rows there will be. */
  expected: number;
}

/** `line 3 of rows.csv`. */
export const placeOf = ({ unit, path }: ColumnPlace, line: number): string => `${unit} ${line} of ${path}`;

/** Class names are texts; `1.0`, as data frames write whole numbers, is `1`. */
export const textOf = (value: Value): string =>
  value === null ? "" : String(value).replace(/^(-?\d+)\.0+$/, "$1");

/** A finite number; undefined for anything else. */
export function numberOf(value: Value): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** A value as it is shown in a message. */
export const shown = (value: Value): string =>
  value === "" ? "an empty value" : typeof value === "number" ? String(value) : JSON.stringify(value);
