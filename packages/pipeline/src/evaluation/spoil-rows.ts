import { sampleDeviation } from "../statistics/mean.js";
import { takeNumbers } from "./columns/amount-column.js";
import type { Predictions } from "./predictions.js";

/**
 * The rows of a model that answers a share of the examples with what was meant for another one: no better there
 * than chance, and in each column as plausible as the real answers. Measured columns, such as a cost, are moved by
 * their spread.
 * @param share of the examples, evenly over all of them; 1 unless given
 */
export function spoilRows(rows: Predictions, share = 1): Predictions {
  const { length } = rows.ids;
  const isSpoiled = (row: number) => Math.floor((row + 1) * share) > Math.floor(row * share);
  // In the order of hashes the next row is any other one.
  const source = Uint32Array.from({ length }, (_, row) => (isSpoiled(row) ? (row + 1) % length : row));
  return {
    ...rows,
    source: `${rows.source}, spoiled`,
    predictions: rows.predictions?.take(source),
    numbers: new Map(
      [...rows.numbers].map(([name, values]) => [
        name,
        isScore(name) ? takeNumbers(values, source) : moved(values, isSpoiled),
      ]),
    ),
  };
}

const isScore = (name: string): boolean => name === "score" || name.startsWith("score.");

function moved(values: Float64Array, isMoved: (row: number) => boolean): Float64Array {
  const by = sampleDeviation(values) || 1;
  return values.map((value, row) => (isMoved(row) ? value - by : value));
}
