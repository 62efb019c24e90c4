import { EvaluationError } from "../evaluation-error.js";
import type { Predictions } from "../predictions.js";
import { numericClasses } from "./columns.js";
import { type MetricFamily, meanMetric, weightedMean } from "./metric.js";

const NEEDS = ["label", "prediction"];

/** Prediction minus label of each row. */
export function errors(metric: string, rows: Predictions): Float64Array {
  const labels = numericClasses(metric, rows, "label");
  return numericClasses(metric, rows, "prediction").map((value, row) => value - (labels[row] as number));
}

/** Mean absolute error. */
export const mae: MetricFamily = {
  make: (name) =>
    meanMetric({
      name,
      goal: "minimize",
      needs: NEEDS,
      perExample: (rows) => errors(name, rows).map(Math.abs),
    }),
};

/** Root of the mean squared error: no mean of rows itself. */
export const rmse: MetricFamily = {
  make: (name) => ({
    name,
    goal: "minimize",
    needs: NEEDS,
    scorer: (rows) => {
      const meanSquare = weightedMean(errors(name, rows).map((error) => error ** 2));
      return (weights) => Math.sqrt(meanSquare(weights));
    },
  }),
};

/**
 * Mean absolute error relative to the label, as scikit-learn's `mean_absolute_percentage_error`: 0.1 is ten percent.
 * A label of 0 is refused; there scikit-learn divides by the machine epsilon, and one row decides everything.
 */
export const mape: MetricFamily = {
  make: (name) =>
    meanMetric({
      name,
      goal: "minimize",
      needs: NEEDS,
      perExample: (rows) => {
        const labels = numericClasses(name, rows, "label");
        const zero = labels.indexOf(0);
        if (zero >= 0) {
          throw new EvaluationError(
            `${name} is not defined where the label is 0, as that of ${rows.ids.at(zero)} in ${rows.source}; take mae`,
          );
        }
        return errors(name, rows).map((error, row) => Math.abs(error / (labels[row] as number)));
      },
    }),
};

/**
 * The loss of a predicted quantile (Koenker and Bassett 1978), as scikit-learn's `mean_pinball_loss`:
 * `pinball(0.9)` charges nine times as much for a prediction that is too low as for one that is too high.
 */
export const pinball: MetricFamily = {
  argument: {
    of: "quantile",
    required: true,
    problem: (text) => (Number(text) > 0 && Number(text) < 1 ? undefined : "must be between 0 and 1"),
  },
  make: (name, argument) =>
    meanMetric({
      name,
      goal: "minimize",
      needs: NEEDS,
      perExample: (rows) => {
        const quantile = Number(argument);
        return errors(name, rows).map((error) => (error < 0 ? -quantile * error : (1 - quantile) * error));
      },
    }),
};

/**
 * The share of the labels' variance that the predictions explain, 1 - residual / total sum of squares. With equal
 * labels it is 1 for perfect predictions and else 0, and of a single row undefined, as scikit-learn's `r2_score` has
 * it; weights do not turn equal labels into rounding errors here.
 */
export const r2: MetricFamily = {
  make: (name) => ({
    name,
    goal: "maximize",
    needs: NEEDS,
    scorer: (rows) => {
      const labels = numericClasses(name, rows, "label");
      const residual = weightedMean(errors(name, rows).map((error) => error ** 2));
      const average = weightedMean(labels);
      return (weights) => {
        if (labels.length < 2) return Number.NaN;
        const left = residual(weights);
        if (areEqual(labels, weights)) return left === 0 ? 1 : 0;
        return 1 - left / weightedVariance(labels, average(weights), weights);
      };
    },
  }),
};

/** Whether all values that count are the same. */
function areEqual(values: Float64Array, weights: ArrayLike<number>): boolean {
  let first: number | undefined;
  for (let i = 0; i < values.length; i++) {
    if (weights[i] === 0) continue;
    first ??= values[i];
    if (values[i] !== first) return false;
  }
  return true;
}

function weightedVariance(values: Float64Array, centre: number, weights: ArrayLike<number>): number {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += (weights[i] as number) * ((values[i] as number) - centre) ** 2;
    total += weights[i] as number;
  }
  return sum / total;
}
