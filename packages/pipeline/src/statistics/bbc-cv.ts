import { mean } from "./mean.js";
import { seededRandom } from "./random.js";
import { rowResampler } from "./resampling.js";

/** An honest estimate of what the winner of a selection is worth. */
export interface SelectedPerformance {
  /** Mean over the resamples. */
  estimate: number;
  /** One value for each resample in which a winner could be scored on rows left out, ascending. */
  values: Float64Array;
}

/**
 * Bootstrap bias-corrected cross-validation (BBC-CV; Tsamardinos, Greasidou and Borboudakis 2018): in each resample
 * the configuration that is best on the rows drawn is scored on the rows left out, so what selection gained by luck
 * is not counted. Takes predictions of every configuration on the same rows, and no further training.
 * @param scores one for each configuration: its metric when row `i` counts `weights[i]` times
 */
export function bbcCv(
  scores: readonly ((weights: ArrayLike<number>) => number)[],
  rows: number,
  { goal, seed, resamples = 1000 }: { goal: "maximize" | "minimize"; seed: number; resamples?: number },
): SelectedPerformance {
  const random = seededRandom(seed);
  const { draw } = rowResampler(rows);
  const drawn = new Float64Array(rows);
  const leftOut = new Float64Array(rows);
  const values: number[] = [];
  for (let resample = 0; resample < resamples; resample++) {
    draw(random, drawn);
    drawn.forEach((times, row) => {
      leftOut[row] = times === 0 ? 1 : 0;
    });
    const winner = bestOf(scores, drawn, goal);
    const value = winner === undefined ? Number.NaN : winner(leftOut);
    if (Number.isFinite(value)) values.push(value);
  }
  return { estimate: mean(values), values: Float64Array.from(values).sort() };
}

/** The first of the best; undefined when the metric is defined for none of them. */
function bestOf<Score extends (weights: ArrayLike<number>) => number>(
  scores: readonly Score[],
  weights: ArrayLike<number>,
  goal: "maximize" | "minimize",
): Score | undefined {
  let best: { score: Score; value: number } | undefined;
  for (const score of scores) {
    const value = goal === "maximize" ? score(weights) : -score(weights);
    if (Number.isFinite(value) && (best === undefined || value > best.value)) best = { score, value };
  }
  return best?.score;
}
