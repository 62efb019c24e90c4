import type { Predictions } from "../predictions.js";
import { classesOf } from "./classes.js";
import { labelClasses } from "./columns.js";
import type { MetricFamily, Scorer } from "./metric.js";
import { classScores, scoredClass } from "./probabilities.js";
import { type ScoreOrder, scoreOrder, walkScores } from "./score-order.js";

/**
 * The chance that a positive row scores higher than a negative one, ties counting half: the area under the ROC
 * curve (Hanley and McNeil 1982). Of the class that is named, against all others, as `roc_auc(spam)`.
 * Undefined without rows of both kinds.
 */
export const rocAuc: MetricFamily = {
  argument: { of: "class", required: false },
  make: (name, argument) => ({
    name,
    goal: "maximize",
    needs: ["label", "score"],
    scorer: (rows) => areaUnder(ordered(name, rows, scoredClass(name, rows, argument))),
  }),
};

const oneVersusRest = (weighted: boolean): MetricFamily => ({
  make: (name) => ({
    name,
    goal: "maximize",
    needs: ["label", "score"],
    scorer: (rows) => {
      const orders = scoredClasses(name, rows).map((positive) => ordered(name, rows, positive));
      const areas = orders.map(areaUnder);
      return (weights) => {
        let [sum, total] = [0, 0];
        areas.forEach((area, index) => {
          const weight = weighted ? supportOf(orders[index] as ScoreOrder, weights) : 1;
          if (weight === 0) return;
          sum += weight * area(weights);
          total += weight;
        });
        return sum / total;
      };
    },
  }),
});

/** The classes of the labels, and those that have a score but no rows. */
function scoredClasses(metric: string, rows: Predictions): string[] {
  const scores = [...rows.numbers.keys()].filter((name) => name.startsWith("score."));
  const scored = scores.map((name) => name.slice("score.".length));
  return [...new Set([...classesOf(labelClasses(metric, rows)), ...scored])];
}

/**
 * The plain mean of the areas of every class against all others (`score.<class>` each), as scikit-learn's
 * `roc_auc_score` with `multi_class="ovr"`. Undefined when a class has no rows, or all of them.
 */
export const rocAucMacro = oneVersusRest(false);

/** As {@link rocAucMacro}, each class weighted by its rows; a class without any is left out, as there. */
export const rocAucWeighted = oneVersusRest(true);

/** Rows by their score for a class. */
export function ordered(metric: string, rows: Predictions, positive: string): ScoreOrder {
  const labels = labelClasses(metric, rows);
  const code = labels.names.indexOf(positive);
  const isPositive = new Uint8Array(labels.length);
  for (let row = 0; row < isPositive.length; row++) isPositive[row] = Number(labels.codes[row] === code);
  return scoreOrder(classScores(metric, rows, positive), isPositive);
}

/** The area under the ROC curve, by the trapezoids between its points. */
export const areaUnder =
  (order: ScoreOrder): Scorer =>
  (weights) => {
    let [positives, negatives, wins] = [0, 0, 0];
    walkScores(order, weights, (tiedPositives, tiedNegatives) => {
      wins += tiedNegatives * (positives + tiedPositives / 2);
      positives += tiedPositives;
      negatives += tiedNegatives;
    });
    return wins / (positives * negatives);
  };

function supportOf({ positive }: ScoreOrder, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < positive.length; row++) if (positive[row]) sum += weights[row] as number;
  return sum;
}
