import type { Discordant } from "../statistics/mcnemar.js";
import { type Metric, weightedMean } from "./metrics/metric.js";
import type { PairedPredictions } from "./pair-predictions.js";
import type { Predictions } from "./predictions.js";
import { takeRows } from "./take-rows.js";

/** Two models seen row by row, as far as one metric sees them. */
export interface RowComparison {
  /** Whether the models differ on a row. */
  differs(row: number): boolean;
  /** Rows with one key weigh the same in the difference. */
  keyOf(row: number): string | number;
  /** The difference of the metric when only the given rows are there, under weights. */
  over(rows: Uint32Array): (weights: Float64Array) => number;
  discordant?: Discordant;
}

/** A metric that is a mean over rows: its difference is the mean of the rows' differences. */
export function differenceOfMeans(
  perExample: NonNullable<Metric["perExample"]>,
  { candidate, champion }: PairedPredictions,
): RowComparison {
  const [own, other] = [perExample(candidate), perExample(champion)];
  const differences = own.map((value, row) => value - (other[row] as number));
  const count = (sign: number) => differences.filter((difference) => difference === sign).length;
  return {
    differs: (row) => differences[row] !== 0,
    keyOf: (row) => differences[row] as number,
    over: (rows) => weightedMean(Float64Array.from(rows, (row) => differences[row] as number)),
    discordant: isBinary(own) && isBinary(other) ? { b: count(1), c: count(-1) } : undefined,
  };
}

/** Any other metric: it is computed of both models under the same weights. */
export function differenceOfScores(
  metric: Metric,
  { candidate, champion }: PairedPredictions,
): RowComparison {
  const [own, other] = [rowKeys(metric, candidate), rowKeys(metric, champion)];
  return {
    differs: (row) => own(row) !== other(row),
    keyOf: (row) => `${own(row)}\n${other(row)}`,
    over: (rows) => {
      const [a, b] = [metric.scorer(takeRows(candidate, rows)), metric.scorer(takeRows(champion, rows))];
      return (weights) => a(weights) - b(weights);
    },
  };
}

/** What a metric sees of a row, as text. */
function rowKeys(metric: Metric, rows: Predictions): (row: number) => string {
  const columns = metric.needs.flatMap((name): ArrayLike<string | number>[] => {
    if (name === "label") return rows.labels ? [rows.labels] : [];
    if (name === "prediction") return rows.predictions ? [rows.predictions] : [];
    return [...rows.numbers].filter(([column]) => isColumn(column, name)).map(([, values]) => values);
  });
  return (row) => JSON.stringify(columns.map((column) => column[row]));
}

const isColumn = (column: string, name: string): boolean =>
  column === name || (name === "score" && column.startsWith("score."));

const isBinary = (values: Float64Array): boolean => values.every((value) => value === 0 || value === 1);
