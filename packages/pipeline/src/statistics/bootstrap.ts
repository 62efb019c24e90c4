import { setImmediate } from "node:timers/promises";
import { studentUpperQuantile } from "./distributions.js";
import { sampleDeviation } from "./mean.js";
import { seededRandom } from "./random.js";
import type { Resampler } from "./resampling.js";

/** How many resamples a percentile is read from unless told otherwise. */
const RESAMPLES = 10_000;

/** The bootstrap distribution of a statistic. */
export interface Bootstrap {
  /** One value for each resample, ascending; NaN where the resample left the statistic undefined, at the end. */
  values: Float64Array;
  /** How many resamples left it undefined. */
  undefinedValues: number;
  /** Standard deviation of the defined ones: the bootstrap estimate of the standard error. */
  standardError: number;
}

/** How a bootstrap is to be drawn. */
export interface BootstrapOptions {
  seed: number;
  /** {@link RESAMPLES} unless given. */
  resamples?: number;
  /** Told now and then how much is done, from 0 to 1; what it throws ends the bootstrap. */
  watch?: ((share: number) => void) | undefined;
}

/** For so many milliseconds nothing else gets its turn. */
const TURN = 50;

/**
 * The nonparametric bootstrap (Efron 1979). Paired when `statistic` compares two models under the same weights:
 * both are then scored on the same resampled rows. Lets others have their turn while it draws.
 * @param statistic computed from how often each row counts.
 */
export async function bootstrap(
  statistic: (weights: Float64Array) => number,
  resampler: Resampler,
  { seed, resamples = RESAMPLES, watch }: BootstrapOptions,
): Promise<Bootstrap> {
  const random = seededRandom(seed);
  const weights = new Float64Array(resampler.rows);
  const values = new Float64Array(resamples);
  let turn = performance.now();
  for (let i = 0; i < resamples; i++) {
    if (performance.now() - turn > TURN) {
      await setImmediate();
      watch?.(i / resamples);
      turn = performance.now();
    }
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
 * How many resamples a bound at level alpha is read from: so many that ten lie beyond it, as far as that takes about
 * a second.
 * @param rows how many weights each resample has
 */
export const resamplesFor = (alpha: number, rows: number): number =>
  Math.max(RESAMPLES, Math.min(100_000, Math.ceil(10 / alpha), Math.floor(1e8 / rows)));

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

/**
 * One-sided bound at any level: the percentile as far as the resamples resolve the level. Beyond, the tail of
 * Student's t, with the standard error that the resamples show at the outermost level with ten beyond it; where that
 * grew over the last decade of levels, as a skewed distribution's does (Cornish and Fisher 1938: in proportion to the
 * quantile), it goes on growing. Infinite when resamples are undefined.
 * @param estimate the statistic of the sample itself
 */
export function tailBound(
  resampled: Bootstrap,
  side: "lower" | "upper",
  alpha: number,
  { estimate, degreesOfFreedom }: { estimate: number; degreesOfFreedom: number },
): number {
  const percentile = percentileBound(resampled, side, alpha);
  if (Number.isFinite(percentile) || resampled.undefinedValues > 0) return percentile;
  const sign = side === "lower" ? -1 : 1;
  const quantile = (level: number) => studentUpperQuantile(level, degreesOfFreedom);
  const errorAt = (level: number) =>
    (sign * (percentileBound(resampled, side, level) - estimate)) / quantile(level);
  const [outer, inner] = [10 / (resampled.values.length + 1), 100 / (resampled.values.length + 1)];
  const growth = (errorAt(outer) - errorAt(inner)) / (quantile(outer) - quantile(inner));
  const widest = Math.max(errorAt(outer), errorAt(inner), resampled.standardError);
  const error = widest + Math.max(0, growth) * (quantile(alpha) - quantile(outer));
  return estimate + sign * quantile(alpha) * error;
}
