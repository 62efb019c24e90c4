import type { Predictions } from "../evaluation/predictions.js";
import { takeRows } from "../evaluation/take-rows.js";
import { sampleDeviation } from "../statistics/mean.js";

/**
 * The rows of a model that would answer each example with what was meant for another one: about as bad as chance,
 * and in each column as plausible as the real ones. Measured columns, such as a cost, are moved by their spread.
 */
export function spoilRows(rows: Predictions): Predictions {
  const { length } = rows.ids;
  // In the order of hashes the next row is any other one.
  const next = Uint32Array.from({ length }, (_, row) => (row + 1) % length);
  const others = takeRows(rows, next);
  return {
    ...rows,
    source: `${rows.source}, spoiled`,
    predictions: others.predictions,
    numbers: new Map(
      [...rows.numbers].map(([name, values]) => [
        name,
        isScore(name) ? (others.numbers.get(name) as Float64Array) : moved(values),
      ]),
    ),
  };
}

const isScore = (name: string): boolean => name === "score" || name.startsWith("score.");

function moved(values: Float64Array): Float64Array {
  const by = sampleDeviation(values) || 1;
  return values.map((value) => value - by);
}
