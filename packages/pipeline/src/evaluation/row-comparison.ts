import type { Discordant } from "../statistics/mcnemar.js";
import { CodedColumn } from "./columns/coded-column.js";
import { sameAt } from "./columns/same-at.js";
import { type Metric, weightedMean } from "./metrics/metric.js";
import type { PairedPredictions } from "./pair-predictions.js";
import type { Predictions } from "./predictions.js";
import { takeRows } from "./take-rows.js";

/** Two models seen row by row, as far as one metric sees them. */
export interface RowComparison {
  /** Whether the models differ on a row. */
  differs(row: number): boolean;
  /** Rows that are equal in all of these weigh the same in the difference. */
  columns: readonly ArrayLike<number>[];
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
  const discordant = isBinary(own) && isBinary(other);
  const differences = own.map((value, row) => value - (other[row] as number));
  const count = (sign: number) =>
    differences.reduce((sum, difference) => sum + Number(difference === sign), 0);
  return {
    differs: (row) => differences[row] !== 0,
    columns: [differences],
    over: (rows) =>
      weightedMean(
        rows.length === differences.length
          ? differences
          : Float64Array.from(rows, (row) => differences[row] as number),
      ),
    discordant: discordant ? { b: count(1), c: count(-1) } : undefined,
  };
}

/** Any other metric: it is computed of both models under the same weights. */
export function differenceOfScores(
  metric: Metric,
  { candidate, champion }: PairedPredictions,
): RowComparison {
  const [own, other] = [columnsSeen(metric, candidate), columnsSeen(metric, champion)];
  const differing = own.flatMap((column, index) => differs(column, other[index]));
  return {
    differs: (row) => differing.some((at) => at(row)),
    columns: [...own, ...other].map((column) =>
      column instanceof Float64Array ? column : column instanceof CodedColumn ? column.codes : column.values,
    ),
    over: (rows) => {
      const all = rows.length === candidate.ids.length;
      const [a, b] = [candidate, champion].map((model) => metric.scorer(all ? model : takeRows(model, rows)));
      return (weights) => (a?.(weights) ?? Number.NaN) - (b?.(weights) ?? Number.NaN);
    },
  };
}

type SeenColumn = NonNullable<Predictions["labels"]> | Float64Array;

/** The columns that a metric reads. */
function columnsSeen({ needs }: Metric, rows: Predictions): SeenColumn[] {
  return needs.flatMap((name): SeenColumn[] => {
    if (name === "group") return rows.groups ? [rows.groups] : [];
    if (name === "label") return rows.labels ? [rows.labels] : [];
    if (name === "prediction") return rows.predictions ? [rows.predictions] : [];
    const names = [...rows.numbers.keys()].filter((column) => isColumn(column, name)).sort();
    return names.map((column) => rows.numbers.get(column) as Float64Array);
  });
}

function differs(own: SeenColumn, other: SeenColumn | undefined): ((row: number) => boolean)[] {
  if (other === undefined) return [() => true];
  if (own instanceof Float64Array || other instanceof Float64Array) {
    return own instanceof Float64Array && other instanceof Float64Array
      ? [(row) => own[row] !== other[row]]
      : [() => true];
  }
  const same = sameAt(own, other);
  return [(row) => !same(row)];
}

const isColumn = (column: string, name: string): boolean =>
  column === name || (name === "score" && column.startsWith("score."));

const isBinary = (values: Float64Array): boolean => values.every((value) => value === 0 || value === 1);
