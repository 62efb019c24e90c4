import type { MetricFamily } from "./metric.js";
import { scoredClass } from "./probabilities.js";
import { ordered } from "./roc-auc.js";
import { walkScores } from "./score-order.js";

/**
 * Average precision: the mean of the precisions at each threshold, weighted by the recall that it adds, with the
 * definition of scikit-learn's `average_precision_score` (no interpolation, which flatters). Of the class that is
 * named, as `pr_auc(spam)`. Undefined without rows of the class, where scikit-learn warns and says 0.
 */
export const prAuc: MetricFamily = {
  argument: { of: "class", required: false },
  make: (name, argument) => ({
    name,
    goal: "maximize",
    needs: ["label", "score"],
    scorer: (rows) => {
      const order = ordered(name, rows, scoredClass(name, rows, argument));
      return (weights) => {
        let [positives, all, sum] = [0, 0, 0];
        walkScores(order, weights, (tiedPositives, tiedNegatives) => {
          positives += tiedPositives;
          all += tiedPositives + tiedNegatives;
          if (tiedPositives > 0) sum += tiedPositives * (positives / all);
        });
        return sum / positives;
      };
    },
  }),
};
