/** Rows that one class's scores tell apart, from the highest score down. */
export interface ScoreOrder {
  order: Uint32Array;
  /** The score of a row. */
  scores: Float64Array;
  /** 1 for a row of the class. */
  positive: Uint8Array;
}

/** Sorts rows by score, falling. */
export function scoreOrder(scores: Float64Array, positive: Uint8Array): ScoreOrder {
  const order = Uint32Array.from(scores.keys()).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  return { order, scores, positive };
}

/**
 * Walks down the scores: calls `visit` once for each different score, with the weights of the positive and of the
 * other rows that have it.
 */
export function walkScores(
  { order, scores, positive }: ScoreOrder,
  weights: ArrayLike<number>,
  visit: (positives: number, negatives: number) => void,
): void {
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i] as number];
    let [positives, negatives] = [0, 0];
    for (; i < order.length && scores[order[i] as number] === score; i++) {
      const row = order[i] as number;
      if (positive[row]) positives += weights[row] as number;
      else negatives += weights[row] as number;
    }
    visit(positives, negatives);
  }
}
