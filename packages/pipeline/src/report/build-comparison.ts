import type { Outcome, Verdict } from "@slipway/contract";
import { answerOfGates } from "../explain/answer.js";
import { plainComparison } from "../explain/plain-comparison.js";
import type { Comparison } from "../gates/compare-files.js";
import { evaluationText } from "./decision-text.js";
import { gateLines } from "./gate-lines.js";
import type { Report } from "./report.js";
import { differencesSection } from "./sections/differences.js";
import { evidenceSections } from "./sections/evidence.js";
import { measuredSection } from "./sections/measured.js";

/** The report of a comparison of two files: that of a release, with one gate and nothing promoted. */
export function buildComparison(comparison: Comparison): Report {
  const { metric, verdict, evaluation, candidateFile, championFile, createdAt } = comparison;
  const gates = gateLines([verdict]);
  return {
    format: 1,
    kind: "comparison",
    subject: metric,
    title: `${candidateFile} against ${championFile}, by ${metric}`,
    outcome: outcomeOf(verdict),
    answer: answerOfGates([verdict]),
    why: plainComparison(verdict, "the old one"),
    gates,
    notes: [],
    facts: [
      { name: "New model", text: candidateFile, code: true },
      { name: "Old model", text: championFile, code: true },
      { name: "Evaluated", text: evaluationText(evaluation, true), code: false },
      { name: "Held-out examples", text: evaluation.digest, code: true },
    ],
    sections: [
      ...measuredSection({ evaluation }),
      ...differencesSection({ verdicts: [verdict] }),
      ...evidenceSections(gates),
    ],
    created_at: createdAt,
  };
}

/** What a release would do by this verdict alone. */
export function outcomeOf({ status, required }: Verdict): Outcome {
  if (status === "pass") return "promoted";
  return required ? "refused" : "held";
}
