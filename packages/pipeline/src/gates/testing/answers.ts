import type { Predictions } from "../../evaluation/predictions.js";
import { predictionsOf } from "../../evaluation/testing/predictions-of.js";

/** A model's answers to `count` examples of two classes, right where `right` says so. */
export function answers(source: string, count: number, right: (row: number) => boolean): Predictions {
  const rows = Array.from({ length: count }, (_, row) => row);
  const label = (row: number) => (row % 2 === 0 ? "ham" : "spam");
  return predictionsOf({
    source,
    ids: rows.map((row) => `mail-${row}`),
    labels: rows.map(label),
    predictions: rows.map((row) => label(right(row) ? row : row + 1)),
  });
}
