import { takeNumbers } from "./columns/amount-column.js";
import type { Predictions } from "./predictions.js";

/** The given rows, in the given order. */
export function takeRows(rows: Predictions, order: Uint32Array): Predictions {
  return {
    source: rows.source,
    ids: rows.ids.take(order),
    groups: rows.groups?.take(order),
    labels: rows.labels?.take(order),
    predictions: rows.predictions?.take(order),
    numbers: new Map([...rows.numbers].map(([name, column]) => [name, takeNumbers(column, order)])),
    texts: new Map(
      [...rows.texts].map(([name, { problem, texts }]) => [
        name,
        { problem, ...(texts && { texts: texts.take(order) }) },
      ]),
    ),
  };
}
