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
      needs: ["label", "prediction", "score"],
      perExample: (rows) => {
        const { labels, of } = probabilities(name, rows);
        return Float64Array.from(labels, (label, row) => {
          const p = of.get(label)?.[row] as number;
          return -Math.log(Math.min(Math.max(p, Number.EPSILON), 1 - Number.EPSILON));
        });
      },
    }),
};
