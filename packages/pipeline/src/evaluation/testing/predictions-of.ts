import { CodedColumn } from "../columns/coded-column.js";
import { IdColumn } from "../columns/id-column.js";
import type { Predictions } from "../predictions.js";

/** Rows as lists, one entry a row. */
export interface PlainRows {
  source?: string;
  ids: readonly string[];
  groups?: readonly string[];
  labels?: readonly (string | number)[];
  predictions?: readonly (string | number)[];
  numbers?: Record<string, readonly number[]>;
  texts?: Record<string, readonly string[]>;
}

/** Rows in the order of the lists. */
export function predictionsOf(rows: PlainRows): Predictions {
  const column = (values: readonly (string | number)[] | undefined) =>
    values && CodedColumn.of(values.map(String));
  return {
    source: rows.source ?? "rows.csv",
    ids: IdColumn.of(rows.ids),
    groups: column(rows.groups),
    labels: column(rows.labels),
    predictions: column(rows.predictions),
    numbers: new Map(
      Object.entries(rows.numbers ?? {}).map(([name, values]) => [name, Float64Array.from(values)]),
    ),
    texts: new Map(
      Object.entries(rows.texts ?? {}).map(([name, values]) => [
        name,
        {
          problem: `line 2 has "${values[0]}" as ${name}, which is not a finite number`,
          texts: CodedColumn.of(values),
        },
      ]),
    ),
  };
}

/** The texts of a column, row by row. */
export const textsOf = (column: { length: number; at(row: number): string } | undefined): string[] =>
  Array.from({ length: column?.length ?? 0 }, (_, row) => column?.at(row) ?? "");
