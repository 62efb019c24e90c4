import type { Evaluation, Outcome, Verdict } from "@slipway/contract";
import { type CompareOptions, compareFiles } from "../gates/compare-files.js";
import { countText, valueText } from "../gates/verdict-text.js";
import { buildComparison, outcomeOf } from "./build-comparison.js";
import { evaluationText } from "./decision-text.js";
import { headline, type Report } from "./report.js";

export interface CompareResult {
  verdict: Verdict;
  /** What a release would do by this verdict alone. */
  outcome: Outcome;
  /** What `slipway compare` shows as a page. */
  report: Report;
  /** The verdict line by line: plain words first, then the figures. */
  lines: string[];
}

/** {@link compareFiles}, told in every way. */
export async function comparePredictions(
  candidateFile: string,
  championFile: string,
  options: CompareOptions,
): Promise<CompareResult> {
  const comparison = await compareFiles(candidateFile, championFile, options);
  const { verdict, evaluation } = comparison;
  const report = buildComparison(comparison);
  return { verdict, outcome: outcomeOf(verdict), report, lines: linesOf(report, verdict, evaluation) };
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
