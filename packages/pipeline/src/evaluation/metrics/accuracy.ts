import { sameAt } from "../columns/same-at.js";
import { classCounter } from "./class-counts.js";
import { lacks } from "./columns.js";
import { type MetricFamily, meanMetric } from "./metric.js";

/** The share of rows whose prediction is their label. */
export const accuracy: MetricFamily = {
  make: (name) =>
    meanMetric({
      name,
      goal: "maximize",
      needs: ["label", "prediction"],
      perExample: (rows) => {
        const { labels, predictions } = rows;
        if (!labels || !predictions) throw lacks(name, rows, "the columns label and prediction");
        const right = sameAt(labels, predictions);
        const shares = new Float64Array(labels.length);
        for (let row = 0; row < shares.length; row++) shares[row] = Number(right(row));
        return shares;
      },
    }),
};

/** The mean of the recalls of the classes that occur among the labels, as scikit-learn's `balanced_accuracy_score`. */
export const balancedAccuracy: MetricFamily = {
  make: (name) => ({
    name,
    goal: "maximize",
    needs: ["label", "prediction"],
    scorer: (rows) => {
      const { count } = classCounter(name, rows);
      return (weights) => {
        const { hits, actual } = count(weights);
        let [sum, classes] = [0, 0];
        hits.forEach((hit, index) => {
          const support = actual[index] as number;
          if (support === 0) return;
          sum += hit / support;
          classes++;
        });
        return sum / classes;
      };
    },
  }),
};
