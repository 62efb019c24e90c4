import type { Goal, Metric } from "../evaluation/metrics/metric.js";
import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import { type PairedDifference, pairedDifference } from "../evaluation/paired-difference.js";
import { type Bootstrap, bootstrap, resamplesFor, tailBound } from "../statistics/bootstrap.js";
import { normalUpperQuantile, studentUpperQuantile } from "../statistics/distributions.js";
import { type Discordant, mcnemarOneSided, mcnemarTwoSided } from "../statistics/mcnemar.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";
import { pairedScoreTest } from "../statistics/paired-score-test.js";
import { pairedStandardError } from "../statistics/paired-standard-error.js";
import type { Level } from "./confidence.js";

/** What is asked of two models' rows. */
export interface PairedQuestion {
  metric: Metric;
  goal: Goal;
  /** By how much the candidate must be better; less than 0 where it may be worse by so much. */
  minDelta: number;
  level: Level;
  seed: number;
  /** Told now and then how much of the resampling is done, from 0 to 1; what it throws ends the test. */
  watch?: ((share: number) => void) | undefined;
}

/** What the tests say. Gains count in the direction of the goal: positive is better. */
export interface PairedTest {
  difference: PairedDifference;
  gain: number;
  /** Lower bound of the gain at the level of "better", upper bound at the stated one; both one-sided. */
  bounds: { lower: number; upper: number };
  standardError: number;
  resamples: number;
  undefinedResamples: number;
  /** There when the exact test applies: rows are independent, and right or wrong. */
  exact?: Discordant & { p: number; pWorse: number; pTwoSided: number };
  better: boolean;
  worse: boolean;
  /** The exact test overruled what the bootstrap alone would have said of "better". */
  overruled: boolean;
  minimumDetectable: number;
  /** How many examples like these would settle it if the gain is what it looks like; infinite when none would. */
  toSettle: number;
}

/** Of fewer independent units nothing but right and wrong is judged: no bound holds its level there. */
export const FEWEST_UNITS = 20;

/**
 * Tests whether the candidate's gain is above `minDelta`, and whether it is below zero. The percentile bootstrap
 * gives the bounds for any metric, but does not hold its level where few rows tell the models apart. So where rows
 * are independent, and right or wrong, an exact test decides: McNemar's about 0, and the score test beside the
 * bootstrap about any other bound. Elsewhere the bounds are the wider of the bootstrap's and Student's t's.
 */
export async function testPaired(
  paired: PairedPredictions,
  { metric, goal, minDelta, level, seed, watch }: PairedQuestion,
): Promise<PairedTest> {
  const difference = pairedDifference(metric, paired);
  const sign = goal === "maximize" ? 1 : -1;
  const gain = sign * (difference.candidate - difference.champion);
  const { resampler, statistic } = difference;
  const resampled = await bootstrap((weights) => sign * statistic(weights), resampler, {
    seed,
    resamples: resamplesFor(level.alphaBetter, resampler.rows),
    watch,
  });
  const exact = exactTest(difference, sign);
  const bounds = boundsOf(resampled, { gain, level, units: difference.groups ?? difference.rows, exact });
  const above = bounds.lower > minDelta;
  const p = exact && (minDelta === 0 ? exact.p : pairedScoreTest(exact, difference.rows, minDelta));
  const significant = p === undefined || p <= level.alphaBetter;
  const better = exact && minDelta === 0 ? significant : above && significant;
  const { standardError, detectable } = precision(
    difference,
    exact,
    resampled.standardError,
    level.alphaBetter,
  );
  return {
    difference,
    gain,
    bounds,
    standardError,
    resamples: resampled.values.length,
    undefinedResamples: resampled.undefinedValues,
    exact,
    better,
    worse: exact ? exact.pWorse <= level.alpha : bounds.upper < 0,
    overruled: better !== above,
    minimumDetectable: detectable,
    toSettle: examplesToSettle(difference.rows, { missing: gain - minDelta, detectable, minDelta, level }),
  };
}

function boundsOf(
  resampled: Bootstrap,
  { gain, level, units, exact }: Pick<PairedTest, "gain" | "exact"> & { level: Level; units: number },
): PairedTest["bounds"] {
  const degreesOfFreedom = Math.max(1, units - 1);
  const lower = tailBound(resampled, "lower", level.alphaBetter, { estimate: gain, degreesOfFreedom });
  const upper = tailBound(resampled, "upper", level.alpha, { estimate: gain, degreesOfFreedom });
  if (exact || units < 2) return { lower, upper };
  const reach = (alpha: number) => studentUpperQuantile(alpha, degreesOfFreedom) * resampled.standardError;
  return {
    lower: Math.min(lower, gain - reach(level.alphaBetter)),
    upper: Math.max(upper, gain + reach(level.alpha)),
  };
}

function examplesToSettle(
  rows: number,
  {
    missing,
    detectable,
    minDelta,
    level,
  }: { missing: number; detectable: number; minDelta: number; level: Level },
): number {
  if (!(missing > 0)) return Number.POSITIVE_INFINITY;
  const byNoise = rows * (detectable / missing) ** 2;
  // Models that answer alike show no noise, yet a few examples do not rule out a margin.
  const margin = Math.min(1, Math.max(0, -minDelta));
  const byMargin = margin > 0 ? (normalUpperQuantile(level.alphaBetter) ** 2 * (1 - margin)) / margin : 0;
  return Math.ceil(Math.max(byNoise, byMargin));
}

function exactTest({ discordant, groups }: PairedDifference, sign: number): PairedTest["exact"] {
  if (!discordant || groups !== undefined) return undefined;
  const { b, c } = sign > 0 ? discordant : { b: discordant.c, c: discordant.b };
  return {
    b,
    c,
    p: mcnemarOneSided({ b, c }),
    pWorse: mcnemarOneSided({ b: c, c: b }),
    pTwoSided: mcnemarTwoSided({ b, c }),
  };
}

/** The closed form for right and wrong; the bootstrap's own standard error for everything else. */
function precision(
  { rows }: PairedDifference,
  exact: Discordant | undefined,
  bootstrapped: number,
  alpha: number,
) {
  if (!exact)
    return { standardError: bootstrapped, detectable: minimumDetectableEffect(bootstrapped, alpha) };
  const underTheNull = Math.sqrt((exact.b + exact.c) / rows / rows);
  return {
    standardError: pairedStandardError(exact, rows),
    detectable: minimumDetectableEffect(underTheNull, alpha),
  };
}
