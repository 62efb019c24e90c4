import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Goal } from "../evaluation/metrics/metric.js";
import { studentQuantile } from "../statistics/distributions.js";
import { sampleDeviation } from "../statistics/mean.js";
import type { Level } from "./confidence.js";
import type { Evidence, Measured, Ruling } from "./gate.js";
import { differenceText, intervalText } from "./verdict-text.js";

export interface UnpairedQuestion {
  /** The name of a logged metric. */
  metric: string;
  goal: Goal;
  minDelta: number;
  level: Level;
}

/**
 * Rules on two logged values of a metric. Nothing is known of single examples, so chance on the test data is out
 * of sight, and the two may not even have been measured on the same data: a pass is weak and is marked so.
 * With two or more repeats of the candidate, chance in training is held against the difference: two single
 * trainings of equal spread s differ by t s sqrt(2) at the level, with Student's t of the repeats.
 */
export function compareUnpaired(
  evidence: Evidence & { champion: Measured },
  { metric, goal, minDelta, level }: UnpairedQuestion,
): Ruling {
  const candidate = logged(evidence.candidate, "candidate", metric);
  const champion = logged(evidence.champion, "champion", metric);
  const estimate = candidate - champion;
  const gain = goal === "maximize" ? estimate : -estimate;
  const repeats = evidence.repeats.metric === metric ? evidence.repeats.values : [];
  const reach = (alpha: number) =>
    repeats.length < 2
      ? 0
      : studentQuantile(1 - alpha, repeats.length - 1) * sampleDeviation(repeats) * Math.SQRT2;
  const [lower, upper] = [gain - reach(level.alphaBetter), gain + reach(level.alpha)];
  const interval: [number, number] = goal === "maximize" ? [lower, upper] : [-upper, -lower];
  const known = repeats.length >= 2;
  const shown = known
    ? `${differenceText(estimate)} ${intervalText(interval)} ${level.text}`
    : differenceText(estimate);
  const basis = known
    ? `logged ${metric}, against the spread of ${repeats.length} repeats`
    : `one logged ${metric} each, the noise unknown`;
  const status = lower > minDelta ? "pass" : "fail";
  const worse = known && upper < 0;
  const outcome = status === "pass" ? "" : worse ? ": worse" : ": not better";
  return {
    status,
    ...(worse && { required: true }),
    reason: `${shown}, unpaired, weak (${basis})${outcome}`,
    method: known
      ? "unpaired, weak: Student's t of the repeats, one-sided"
      : "unpaired, weak: bare difference",
    evidence: {
      metric,
      goal,
      candidate,
      champion,
      estimate,
      ...(known && { interval, alpha: level.alphaBetter }),
      min_delta: minDelta,
      confidence: level.confidence,
      configurations_compared: level.compared,
      repeats: repeats.length,
      weak: true,
    },
  };
}

function logged({ logged: metrics }: Measured, who: string, metric: string): number {
  const value = metrics[metric];
  if (value === undefined) {
    const known = Object.keys(metrics).sort().join(", ");
    throw new EvaluationError(
      `no examples that both models were scored on, and the ${who}'s run logged no ${metric}; it logged ${known || "no metrics"}`,
    );
  }
  if (Number.isFinite(value)) return value;
  throw new EvaluationError(`the ${metric} that the ${who}'s run logged is ${value}`);
}
