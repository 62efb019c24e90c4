import { type MetricFamily, meanMetric } from "./metric.js";
import { probabilities } from "./probabilities.js";

/**
 * The mean squared distance of the probabilities from what happened (Brier 1950): summed over classes, and halved
 * with one or two classes so that it is (p - y)^2, as scikit-learn's `brier_score_loss` does.
 */
export const brier: MetricFamily = {
  make: (name) =>
    meanMetric({
      name,
      goal: "minimize",
      needs: ["label", "score"],
      perExample: (rows) => {
        const { actual, columns } = probabilities(name, rows);
        const scale = columns.length === 2 ? 0.5 : 1;
        return new Float64Array(actual.length).map((_, row) => {
          let sum = 0;
          columns.forEach((column, place) => {
            sum += ((column[row] as number) - (actual[row] === place ? 1 : 0)) ** 2;
          });
          return sum * scale;
        });
      },
    }),
};
