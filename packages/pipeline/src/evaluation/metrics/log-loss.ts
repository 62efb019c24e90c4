import { type MetricFamily, meanMetric } from "./metric.js";
import { probabilities } from "./probabilities.js";

/**
 * The mean of -ln of the probability given to the label (cross-entropy), in nats. Probabilities are kept 2^-52
 * away from 0 and 1, as scikit-learn's `log_loss` does: one certain mistake is dear, not infinite.
 */
export const logLoss: MetricFamily = {
  make: (name) =>
    meanMetric({
      name,
      goal: "minimize",
      needs: ["label", "score"],
      perExample: (rows) => {
        const { actual, columns } = probabilities(name, rows);
        return new Float64Array(actual.length).map((_, row) => {
          const p = columns[actual[row] as number]?.[row] as number;
          return -Math.log(Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON));
        });
      },
    }),
};
