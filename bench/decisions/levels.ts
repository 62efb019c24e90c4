import { IdColumn } from "../../packages/pipeline/src/evaluation/columns/id-column.js";
import { metricByName } from "../../packages/pipeline/src/evaluation/metrics/metric-by-name.js";
import { pairPredictions } from "../../packages/pipeline/src/evaluation/pair-predictions.js";
import type { Predictions } from "../../packages/pipeline/src/evaluation/predictions.js";
import { levelOf } from "../../packages/pipeline/src/gates/confidence.js";
import { testPaired } from "../../packages/pipeline/src/gates/paired-test.js";
import { type Random, seededRandom } from "../../packages/pipeline/src/statistics/random.js";

/** How the differences of two equally good models may be distributed, example by example; the mean of each is 0. */
export const NOISES = {
  even: (random) => normal(random),
  "skewed, gains": (random) => -Math.log(1 - random.uniform()) - 1,
  "skewed, losses": (random) => 1 + Math.log(1 - random.uniform()),
  "heavy tails": (random) =>
    normal(random) / Math.sqrt((normal(random) ** 2 + normal(random) ** 2 + normal(random) ** 2) / 3),
  "1 loss of 20": (random) => (random.uniform() < 0.05 ? -0.95 : 0.05),
} as const satisfies Record<string, (random: Random) => number>;

export type Noise = keyof typeof NOISES;

/** Box and Muller. */
const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());

/**
 * How often a metric without an exact test is called better on so many examples when it is not: by the test of the
 * gates itself, without the least number of examples that they ask for.
 * @returns in how many of `histories`
 */
export async function calledBetter({
  noise,
  examples,
  histories,
  confidence = 0.95,
}: {
  noise: Noise;
  examples: number;
  histories: number;
  confidence?: number;
}): Promise<number> {
  const random = seededRandom(examples);
  const metric = metricByName("mean(gain)");
  const level = levelOf(confidence, { sameExamplesAsSelection: false, configurationsCompared: 1 });
  const ids = IdColumn.of(Array.from({ length: examples }, (_, row) => String(row)));
  const rowsOf = (gain: Float64Array): Predictions => ({
    source: "rows.csv",
    ids,
    numbers: new Map([["gain", gain]]),
    texts: new Map(),
  });
  const champion = rowsOf(new Float64Array(examples));
  let better = 0;
  for (let seed = 0; seed < histories; seed++) {
    const candidate = rowsOf(Float64Array.from({ length: examples }, () => NOISES[noise](random)));
    const paired = pairPredictions(candidate, champion);
    const test = await testPaired(paired, { metric, goal: "maximize", minDelta: 0, level, seed });
    better += Number(test.better);
  }
  return better;
}
