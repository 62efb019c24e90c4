import { fallingOrder } from "../columns/falling-order.js";

/** Rows that one class's scores tell apart, from the highest score down. */
export interface ScoreOrder {
  order: Uint32Array;
  /** The score of a row. */
  scores: Float64Array;
  /** 1 for a row of the class. */
  positive: Uint8Array;
  /** The place in `order` after the last row of each different score. */
  ends: Uint32Array;
  /** As `positive`, by place in `order`. */
  isPositive: Uint8Array;
}

/** Sorts rows by score, falling. */
export function scoreOrder(scores: Float64Array, positive: Uint8Array): ScoreOrder {
  const order = fallingOrder(scores);
  const isLast = (place: number) =>
    place + 1 === order.length || scores[order[place + 1] as number] !== scores[order[place] as number];
  let count = 0;
  for (let place = 0; place < order.length; place++) count += Number(isLast(place));
  const ends = new Uint32Array(count);
  for (let [place, tie] = [0, 0]; place < order.length; place++) if (isLast(place)) ends[tie++] = place + 1;
  const isPositive = new Uint8Array(order.length);
  for (let place = 0; place < order.length; place++)
    isPositive[place] = positive[order[place] as number] as number;
  return { order, scores, positive, ends, isPositive };
}

/**
 * Walks down the scores: calls `visit` once for each different score, with the weights of the positive and of the
 * other rows that have it.
 */
export function walkScores(
  { order, ends, isPositive }: ScoreOrder,
  weights: ArrayLike<number>,
  visit: (positives: number, negatives: number) => void,
): void {
  for (let place = 0, tie = 0; tie < ends.length; tie++) {
    const end = ends[tie] as number;
    let [positives, all] = [0, 0];
    for (; place < end; place++) {
      // No branch: which way it goes is as good as random, and a wrong guess costs more than the product.
      const weight = weights[order[place] as number] as number;
      positives += weight * (isPositive[place] as number);
      all += weight;
    }
    visit(positives, all - positives);
  }
}
