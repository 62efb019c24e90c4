import type { Evaluation, Verdict } from "@slipway/contract";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { measure } from "../evaluation/metrics/metric.js";
import { metricByName } from "../evaluation/metrics/metric-by-name.js";
import { pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import { applyGate } from "../gates/apply-gate.js";
import { countText, valueText } from "../gates/verdict-text.js";
import { buildComparison } from "./build-comparison.js";
import { evaluationText } from "./decision-text.js";
import { headline, type Report } from "./report.js";

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
  /** What `slipway compare` shows as a page. */
  report: Report;
  /** The verdict line by line: plain words first, then the figures. */
  lines: string[];
}

/**
 * Compares two files of predictions on the same examples, as `improvement` would in a release.
 * @throws EvaluationError when a file cannot be read, the two are not of the same examples, or the metric cannot be
 * compared on them.
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
  const now = Date.now();
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
      now,
    },
  );
  if (verdict.status === "error") throw new EvaluationError(verdict.reason);
  const measured = (rows: Predictions) => ({ [computed.name]: measure(computed, rows) });
  const evaluation: Evaluation = {
    examples: paired.candidate.ids.length,
    digest: paired.digest,
    candidate: measured(paired.candidate),
    champion: measured(paired.champion),
    paired: true,
  };
  const about = { metric: computed.name, candidateFile, championFile, verdict, evaluation, createdAt: now };
  const report = buildComparison(about);
  return { verdict, report, lines: linesOf(report, verdict, evaluation) };
}

/** The answer, what was measured, the verdict, and how it came about. */
function linesOf(
  report: Report,
  { status, reason, method, evidence }: Verdict,
  evaluation: Evaluation,
): string[] {
  const lines = [
    headline(report),
    ...report.why,
    "",
    `Evaluated:        ${evaluationText(evaluation, true)}`,
    `Gate improvement  ${status.padEnd(6)}  ${reason}`,
  ];
  if (method)
    lines.push(
      `Method:           ${method}; ${countText(Number(evidence.resamples))} resamples, seed ${evidence.seed}`,
    );
  if (typeof evidence.minimum_detectable_effect === "number") {
    const effect = valueText(evidence.minimum_detectable_effect);
    lines.push(`Detectable:       a difference of ${effect} or more, with 80 % power`);
  }
  return lines;
}
