import type { Predictions } from "./predictions.js";

/** The given rows, in the given order. */
export function takeRows(rows: Predictions, order: Uint32Array): Predictions {
  const texts = (column: readonly string[]) => Array.from(order, (row) => column[row] as string);
  return {
    ...rows,
    ids: texts(rows.ids),
    groups: rows.groups && texts(rows.groups),
    labels: rows.labels && texts(rows.labels),
    predictions: rows.predictions && texts(rows.predictions),
    numbers: new Map(
      [...rows.numbers].map(([name, column]) => [
        name,
        Float64Array.from(order, (row) => column[row] as number),
      ]),
    ),
  };
}
