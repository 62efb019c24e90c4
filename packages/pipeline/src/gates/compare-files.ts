import type { Evaluation, Verdict } from "@slipway/contract";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { measure } from "../evaluation/metrics/metric.js";
import { metricByName } from "../evaluation/metrics/metric-by-name.js";
import { pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import { applyGate } from "./apply-gate.js";

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

/** Two files of predictions on the same examples, and what was found. */
export interface Comparison {
  metric: string;
  candidateFile: string;
  championFile: string;
  verdict: Verdict;
  evaluation: Evaluation;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/**
 * Compares two files of predictions on the same examples, as `improvement` would in a release.
 * @throws EvaluationError when a file cannot be read, the two are not of the same examples, or the metric cannot be
 * compared on them.
 */
export async function compareFiles(
  candidateFile: string,
  championFile: string,
  { metric, goal, minDelta = 0, confidence = 0.95, seed = 0 }: CompareOptions,
): Promise<Comparison> {
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
  return { metric: computed.name, candidateFile, championFile, verdict, evaluation, createdAt: now };
}
