import { sampleDeviation } from "./mean.js";
import { seededRandom } from "./random.js";
import type { Resampler } from "./resampling.js";

/** How many resamples a percentile is read from unless told otherwise. */
export const RESAMPLES = 10_000;

/** The bootstrap distribution of a statistic. */
export interface Bootstrap {
  /** One value for each resample, ascending; NaN where the resample left the statistic undefined, at the end. */
  values: Float64Array;
  /** How many resamples left it undefined. */
  undefinedValues: number;
  /** Standard deviation of the defined ones: the bootstrap estimate of the standard error. */
  standardError: number;
}

/**
 * The nonparametric bootstrap (Efron 1979). Paired when `statistic` compares two models under the same weights:
 * both are then scored on the same resampled rows.
 * @param statistic computed from how often each row counts.
 */
export function bootstrap(
  statistic: (weights: Float64Array) => number,
  resampler: Resampler,
  { seed, resamples = RESAMPLES }: { seed: number; resamples?: number },
): Bootstrap {
  const random = seededRandom(seed);
  const weights = new Float64Array(resampler.rows);
  const values = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    resampler.draw(random, weights);
    values[i] = statistic(weights);
  }
  values.sort();
  const firstUndefined = values.findIndex(Number.isNaN);
  const defined = firstUndefined < 0 ? values : values.subarray(0, firstUndefined);
  return {
    values,
    undefinedValues: resamples - defined.length,
    standardError: sampleDeviation(defined),
  };
}

/**
 * One-sided percentile bound at level 1 - alpha: the floor(alpha (R + 1))-th smallest value (Davison and Hinkley
 * 1997, section 5.3). An undefined resample counts as the worst possible one, and a level beyond what R resamples
 * can resolve gives an infinite bound: neither ever makes a bound tighter.
 */
export function percentileBound(
  { values, undefinedValues }: Bootstrap,
  side: "lower" | "upper",
  alpha: number,
): number {
  const rank = Math.floor(alpha * (values.length + 1) + 1e-9) - undefinedValues;
  if (side === "lower") return rank < 1 ? Number.NEGATIVE_INFINITY : (values[rank - 1] as number);
  const defined = values.length - undefinedValues;
  return rank < 1 ? Number.POSITIVE_INFINITY : (values[defined - rank] as number);
}
