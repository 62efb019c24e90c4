import type { Verdict } from "@slipway/contract";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { type Metric, measure } from "../evaluation/metrics/metric.js";
import { metricByName } from "../evaluation/metrics/metric-by-name.js";
import { type PairedPredictions, pairPredictions } from "../evaluation/pair-predictions.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import { applyGate } from "../gates/apply-gate.js";
import { countText, valueText } from "../gates/verdict-text.js";
import { RESAMPLES } from "../statistics/bootstrap.js";

export interface CompareOptions {
  /** A metric of rows, e.g. `accuracy`, `f1(spam)` or `mean(profit)`. */
  metric: string;
  /** Needed of `mean(column)` only. */
  goal?: "maximize" | "minimize";
  /** By how much the candidate must be better; 0 unless given. */
  minDelta?: number;
  /** 0.95 unless given. */
  confidence?: number;
  /** A whole number; 0 unless given. */
  seed?: number;
}

export interface CompareResult {
  verdict: Verdict;
  /** The verdict in words, line by line. */
  lines: string[];
}

/**
 * Compares two files of predictions on the same examples, as `improvement` would in a release.
 * @throws EvaluationError when a file cannot be read, or the two are not of the same examples.
 */
export async function comparePredictions(
  candidateFile: string,
  championFile: string,
  { metric, goal, minDelta = 0, confidence = 0.95, seed = 0 }: CompareOptions,
): Promise<CompareResult> {
  const computed = metricByName(metric);
  if (!Number.isSafeInteger(seed)) throw new EvaluationError(`the seed ${seed} is not a whole number`);
  const [candidate, champion] = [await readPredictions(candidateFile), await readPredictions(championFile)];
  const paired = pairPredictions(candidate, champion);
  const verdict = await applyGate(
    "improvement",
    { metric, "min-delta": minDelta, confidence, ...(goal && { goal }) },
    {
      candidate: { logged: {}, reported: {}, predictions: paired.candidate },
      champion: { logged: {}, reported: {}, predictions: paired.champion },
      paired,
      repeats: { metric, values: [] },
      configurationsCompared: 1,
      sameExamplesAsSelection: false,
      seed,
      now: Date.now(),
    },
  );
  return { verdict, lines: linesOf(verdict, computed, paired) };
}

/** What was measured, the verdict, and how it came about. */
function linesOf(verdict: Verdict, metric: Metric, { candidate, champion }: PairedPredictions): string[] {
  const { evidence, method } = verdict;
  const [own, other] = [candidate, champion].map((rows) => valueText(measure(metric, rows)));
  const examples = countText(candidate.ids.length);
  const lines = [
    `Evaluated:        ${metric.name} ${own}, champion ${other}, on the same ${examples} held-out examples`,
    `Gate improvement  ${verdict.status.padEnd(6)}  ${verdict.reason}`,
  ];
  if (method)
    lines.push(`Method:           ${method}; ${countText(RESAMPLES)} resamples, seed ${evidence.seed}`);
  if (typeof evidence.minimum_detectable_effect === "number") {
    const effect = valueText(evidence.minimum_detectable_effect);
    lines.push(`Detectable:       a difference of ${effect} or more, with 80 % power`);
  }
  return lines;
}
