import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Goal } from "../evaluation/metrics/metric.js";
import { correctedTTest } from "../statistics/corrected-t-test.js";
import { studentQuantile } from "../statistics/distributions.js";
import { fewestDiscordant, mcnemarOneSided } from "../statistics/mcnemar.js";
import { minimumDetectableEffect } from "../statistics/minimum-detectable-effect.js";
import {
  noetherSize,
  outperformingInterval,
  probabilityOfOutperforming,
} from "../statistics/probability-of-outperforming.js";
import type { Level } from "./confidence.js";
import type { Evidence, Ruling } from "./gate.js";
import { differenceText, intervalText, pText, valueText } from "./verdict-text.js";

/** What is asked of the repeats of two recipes. */
export interface RepeatsQuestion {
  metric: string;
  goal: Goal;
  minDelta: number;
  level: Level;
}

/** Repeats of both recipes that were trained alike, e.g. with the same seed. */
interface Pairs {
  names: string[];
  /** Candidate minus champion. */
  differences: number[];
  /** In the direction of the goal. */
  gains: number[];
}

/**
 * Rules on two recipes by the corrected resampled t-test over repeats that were trained alike.
 * @param testToTrain size of the test part over that of the training part
 * @throws EvaluationError when the repeats of one are not known, or are of another metric
 */
export function compareByT(evidence: Evidence, question: RepeatsQuestion & { testToTrain: number }): Ruling {
  const { goal, minDelta, level, testToTrain } = question;
  const pairs = pairsOf(evidence, question);
  const known = evidenceOf(pairs, question);
  const short = tooFew(pairs, level, known);
  if (short) return short;
  const test = correctedTTest(pairs.gains, testToTrain, minDelta);
  const method = "corrected resampled t-test (Nadeau and Bengio) over repeats, one-sided";
  if (Number.isNaN(test.t)) {
    const reason = `all ${pairs.gains.length} repeats differ by the same, so nothing is known of the noise`;
    return { status: "not-enough-data", reason, method, evidence: known };
  }
  const reach = (alpha: number) => studentQuantile(1 - alpha, test.degreesOfFreedom) * test.standardError;
  const [lower, upper] = [test.mean - reach(level.alphaBetter), test.mean + reach(level.alpha)];
  const interval: [number, number] = goal === "maximize" ? [lower, upper] : [-upper, -lower];
  const toSettle = repeatsToSettle(pairs.gains, question, level.alphaBetter);
  const better = test.p <= level.alphaBetter;
  const numbers = {
    ...known,
    interval,
    standard_error: test.standardError,
    t: test.t,
    degrees_of_freedom: test.degreesOfFreedom,
    p: test.p,
    test_ratio: testToTrain,
    minimum_detectable_effect: minimumDetectableEffect(test.standardError, level.alphaBetter),
    ...(!better && toSettle !== undefined && { repeats_to_settle: toSettle }),
  };
  const told = `${differenceText(known.estimate)} ${intervalText(interval)} ${level.text} over ${pairs.gains.length} repeats, ${pText(test.p)}`;
  if (better) return { status: "pass", reason: told, method, evidence: numbers };
  if (upper < 0)
    return { status: "fail", required: true, reason: `${told}: worse`, method, evidence: numbers };
  const more = toSettle === undefined ? "" : `; about ${toSettle} repeats like these would settle it`;
  return { status: "fail", reason: `${told}: not better${more}`, method, evidence: numbers };
}

/**
 * Rules on two recipes by P(A > B): better when the interval of the chance that a training of the candidate's beats
 * one of the champion's lies above a half, and meaningfully so when it reaches beyond `meaningful` (Bouthillier et
 * al. 2021). Beside it the sign test must hold, since the interval of nothing but wins has no width.
 * @throws EvaluationError when the repeats of one are not known, or are of another metric
 */
export function compareByOutperforming(
  evidence: Evidence,
  question: RepeatsQuestion & { meaningful: number },
): Ruling {
  const { minDelta, level, meaningful } = question;
  const pairs = pairsOf(evidence, question);
  const known = evidenceOf(pairs, question);
  const short = tooFew(pairs, level, known);
  if (short) return short;
  const count = (sign: number) => pairs.gains.filter((gain) => Math.sign(gain - minDelta) === sign).length;
  const [wins, losses] = [count(1), count(-1)];
  const trainings = { wins, losses, ties: pairs.gains.length - wins - losses };
  const probability = probabilityOfOutperforming(trainings);
  const [lower, upper] = outperformingInterval(trainings, level.alphaBetter);
  const p = mcnemarOneSided({ b: wins, c: losses });
  const needed = noetherSize(meaningful, level.alphaBetter, level.alpha);
  const method =
    "probability of outperforming (Bouthillier et al.), exact percentile interval, and sign test";
  const numbers = {
    ...known,
    ...trainings,
    probability,
    interval: [lower, upper],
    p,
    meaningful,
    noether_repeats: needed,
  };
  const told = `better in ${wins} of ${pairs.gains.length} repeats, P ${valueText(probability)} [${valueText(lower)}, ${valueText(upper)}] ${level.text}`;
  if (lower > 0.5 && p <= level.alphaBetter) {
    if (upper > meaningful) return { status: "pass", reason: told, method, evidence: numbers };
    const reason = `${told}: better, but not by more than ${meaningful}`;
    return { status: "fail", reason, method, evidence: numbers };
  }
  if (mcnemarOneSided({ b: losses, c: wins }) <= level.alpha) {
    return { status: "fail", required: true, reason: `${told}: worse`, method, evidence: numbers };
  }
  if (pairs.gains.length >= needed) {
    return { status: "fail", reason: `${told}: not better`, method, evidence: numbers };
  }
  const reason = `${told}: not settled, which takes about ${needed} repeats`;
  return { status: "not-enough-data", reason, method, evidence: { ...numbers, repeats_to_settle: needed } };
}

function pairsOf({ repeats, championRepeats }: Evidence, { metric, goal }: RepeatsQuestion): Pairs {
  if (repeats.metric !== metric) {
    throw new EvaluationError(
      `repeats are compared by the metric that selected them, ${repeats.metric}, not by ${metric}`,
    );
  }
  if (!championRepeats) {
    throw new EvaluationError("the repeats of the champion are not known: no build is known to have made it");
  }
  const other = new Map(championRepeats.names?.map((name, index) => [name, championRepeats.values[index]]));
  const pairs: Pairs = { names: [], differences: [], gains: [] };
  repeats.names?.forEach((name, index) => {
    const [own, its] = [repeats.values[index], other.get(name)];
    if (own === undefined || its === undefined) return;
    pairs.names.push(name);
    pairs.differences.push(own - its);
    pairs.gains.push(goal === "maximize" ? own - its : its - own);
  });
  return pairs;
}

const evidenceOf = ({ names, differences }: Pairs, { metric, goal, minDelta, level }: RepeatsQuestion) => ({
  metric,
  goal,
  estimate: differences.reduce((sum, difference) => sum + difference, 0) / differences.length,
  differences,
  repeats: names,
  min_delta: minDelta,
  confidence: level.confidence,
  alpha: level.alphaBetter,
  configurations_compared: level.compared,
});

/** Why no outcome of so few repeats could prove anything. */
function tooFew({ gains }: Pairs, level: Level, evidence: ReturnType<typeof evidenceOf>): Ruling | undefined {
  const needed = Math.max(2, fewestDiscordant(level.alphaBetter));
  const count = gains.length;
  if (count >= needed) return undefined;
  const estimate = count === 0 ? null : evidence.estimate;
  const what = `${count} repeat${count === 1 ? "" : "s"} that both were trained with`;
  const luck = `even if the candidate won them all, that would be luck with a chance of ${valueText(2 ** -count)}`;
  return {
    status: "not-enough-data",
    reason: `${what} cannot prove anything: ${luck}; ${level.text} it takes ${needed}`,
    evidence: { ...evidence, estimate, repeats_to_settle: needed },
  };
}

/** How many repeats with this mean and spread the t-test would pass; undefined when no number would do. */
function repeatsToSettle(
  gains: number[],
  { minDelta, testToTrain }: RepeatsQuestion & { testToTrain: number },
  alpha: number,
): number | undefined {
  const { mean, standardError } = correctedTTest(gains, testToTrain, minDelta);
  const deviation = standardError / Math.sqrt(1 / gains.length + testToTrain);
  for (let count = gains.length + 1; count <= 1000; count++) {
    const reach = studentQuantile(1 - alpha, count - 1) * deviation * Math.sqrt(1 / count + testToTrain);
    if (mean - minDelta > reach) return count;
  }
  return undefined;
}
