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
      needs: ["label", "prediction", "score"],
      perExample: (rows) => {
        const { labels, classes, of } = probabilities(name, rows);
        const scale = classes.length === 2 ? 0.5 : 1;
        return Float64Array.from(labels, (label, row) => {
          let sum = 0;
          for (const [of_, column] of of) sum += ((column[row] as number) - (of_ === label ? 1 : 0)) ** 2;
          return sum * scale;
        });
      },
    }),
};
