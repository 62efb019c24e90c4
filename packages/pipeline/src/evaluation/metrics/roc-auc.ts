import { classColumns, numberColumn } from "./columns.js";
import type { MetricFamily, Scorer } from "./metric.js";
import { scoredClass } from "./probabilities.js";

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
    needs: ["label", "prediction", "score"],
    scorer: (rows) => {
      const positive = scoredClass(name, rows, argument);
      const column = rows.numbers.has(`score.${positive}`) ? `score.${positive}` : "score";
      return areaUnder(
        numberColumn(name, rows, column),
        classColumns(name, rows).labels.map((l) => l === positive),
      );
    },
  }),
};

function areaUnder(scores: Float64Array, isPositive: boolean[]): Scorer {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[a] as number) - (scores[b] as number));
  return (weights) => {
    let [negatives, positives, wins] = [0, 0, 0];
    for (let i = 0; i < order.length; ) {
      const score = scores[order[i] as number];
      let [tiedPositives, tiedNegatives] = [0, 0];
      for (; i < order.length && scores[order[i] as number] === score; i++) {
        const row = order[i] as number;
        if (isPositive[row]) tiedPositives += weights[row] as number;
        else tiedNegatives += weights[row] as number;
      }
      wins += tiedPositives * (negatives + tiedNegatives / 2);
      negatives += tiedNegatives;
      positives += tiedPositives;
    }
    return wins / (positives * negatives);
  };
}
