import type { Goal, Metric } from "../evaluation/metrics/metric.js";
import type { PairedPredictions } from "../evaluation/pair-predictions.js";
import { type PairedDifference, pairedDifference } from "../evaluation/paired-difference.js";
import { bootstrap, percentileBound } from "../statistics/bootstrap.js";
import { type Discordant, mcnemarOneSided, mcnemarTwoSided } from "../statistics/mcnemar.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";
import { pairedStandardError } from "../statistics/paired-standard-error.js";
import type { Level } from "./confidence.js";

/** What is asked of two models' rows. */
export interface PairedQuestion {
  metric: Metric;
  goal: Goal;
  /** By how much the candidate must be better; 0 or more. */
  minDelta: number;
  level: Level;
  seed: number;
}

/** What the tests say. Gains count in the direction of the goal: positive is better. */
export interface PairedTest {
  difference: PairedDifference;
  gain: number;
  /** Lower bound of the gain at the level of "better", upper bound at the stated one; both one-sided. */
  bounds: { lower: number; upper: number };
  standardError: number;
  undefinedResamples: number;
  /** There when the exact test applies: rows are independent, and right or wrong. */
  exact?: Discordant & { p: number; pWorse: number; pTwoSided: number };
  better: boolean;
  worse: boolean;
  /** The exact test overruled what the bootstrap alone would have said of "better". */
  overruled: boolean;
  minimumDetectable: number;
}

/**
 * Tests whether the candidate's gain is above `minDelta`, and whether it is below zero. The percentile bootstrap
 * gives the bounds for any metric; it does not hold its level where few rows tell the models apart, so where the
 * exact McNemar test applies nothing is called better or worse without it, and with `minDelta` 0 it decides alone.
 */
export function testPaired(
  paired: PairedPredictions,
  { metric, goal, minDelta, level, seed }: PairedQuestion,
): PairedTest {
  const difference = pairedDifference(metric, paired);
  const sign = goal === "maximize" ? 1 : -1;
  const gain = sign * (difference.candidate - difference.champion);
  const resampled = bootstrap((weights) => sign * difference.statistic(weights), difference.resampler, {
    seed,
  });
  const bounds = {
    lower: percentileBound(resampled, "lower", level.alphaBetter),
    upper: percentileBound(resampled, "upper", level.alpha),
  };
  const exact = exactTest(difference, sign);
  const above = bounds.lower > minDelta;
  const significant = !exact || exact.p <= level.alphaBetter;
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
    undefinedResamples: resampled.undefinedValues,
    exact,
    better,
    worse: exact ? exact.pWorse <= level.alpha : bounds.upper < 0,
    overruled: better !== above,
    minimumDetectable: detectable,
  };
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
