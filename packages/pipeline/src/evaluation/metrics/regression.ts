import type { Predictions } from "../predictions.js";
import { numericClasses } from "./columns.js";
import { type MetricFamily, meanMetric, weightedMean } from "./metric.js";

const NEEDS = ["label", "prediction"];

/** Prediction minus label of each row. */
function errors(metric: string, rows: Predictions): Float64Array {
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
 * The share of the labels' variance that the predictions explain, 1 - residual / total sum of squares. With equal
 * labels it is 1 for perfect predictions and else 0, as scikit-learn's `r2_score` has it.
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
        const centre = average(weights);
        const total = weightedMean(labels.map((label) => (label - centre) ** 2))(weights);
        const left = residual(weights);
        if (total === 0) return left === 0 ? 1 : 0;
        return 1 - left / total;
      };
    },
  }),
};
