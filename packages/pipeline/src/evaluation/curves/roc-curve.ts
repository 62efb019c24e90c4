import type { RocCurve } from "@slipway/contract";
import { areaUnder } from "../metrics/roc-auc.js";
import { type ScoreOrder, walkScores } from "../metrics/score-order.js";

/** How many points a curve is drawn with, its ends included. */
export const CURVE_POINTS = 200;

/** One class's ROC curve; undefined without rows of both kinds. */
export function rocCurve(positive: string, order: ScoreOrder): RocCurve | undefined {
  const ones = new Uint8Array(order.scores.length).fill(1);
  const area = areaUnder(order)(ones);
  if (!Number.isFinite(area)) return undefined;
  const total = order.positive.reduce((sum, one) => sum + one, 0);
  const others = order.positive.length - total;
  const points = [{ false_positive_rate: 0, true_positive_rate: 0 }];
  let [positives, negatives, last] = [0, 0, 0];
  walkScores(order, ones, (tiedPositives, tiedNegatives) => {
    positives += tiedPositives;
    negatives += tiedNegatives;
    const along = (positives / total + negatives / others) / 2;
    // Evenly spaced along the curve: steep parts keep as many points as flat ones.
    if (along - last < 1 / (CURVE_POINTS - 2) && along < 1) return;
    last = along;
    points.push({ false_positive_rate: negatives / others, true_positive_rate: positives / total });
  });
  return { positive, area, points };
}
