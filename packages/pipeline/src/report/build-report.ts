import type { Decision } from "@slipway/contract";
import { answerOf, isChampion } from "../explain/answer.js";
import { notesOf } from "../explain/notes.js";
import { whyOf } from "../explain/why.js";
import { factsOf } from "./facts.js";
import { gateLines } from "./gate-lines.js";
import type { Report } from "./report.js";
import { configurationsSection } from "./sections/configurations.js";
import { curvesSection } from "./sections/curves.js";
import { differencesSection } from "./sections/differences.js";
import { evidenceSections } from "./sections/evidence.js";
import { measuredSection } from "./sections/measured.js";

/** The report of a release: what each format renders. It depends on the decision alone. */
export function buildReport(decision: Decision): Report {
  const gates = gateLines(decision.verdicts);
  return {
    format: 1,
    kind: "release",
    subject: decision.model,
    title: titleOf(decision),
    outcome: decision.outcome,
    answer: answerOf(decision),
    why: whyOf(decision),
    gates,
    notes: notesOf(decision),
    facts: factsOf(decision),
    sections: [
      ...measuredSection(decision),
      ...differencesSection(decision),
      ...curvesSection(decision),
      ...configurationsSection(decision),
      ...evidenceSections(gates),
    ],
    created_at: Number(decision.created_at),
  };
}

function titleOf(decision: Decision): string {
  const { model, outcome, promotion, forced, candidate } = decision;
  if (promotion)
    return `${model} version ${promotion.version} promoted${forced === undefined ? "" : " by force"}`;
  if (!candidate) return `${model}: nothing to release`;
  if (isChampion(decision)) return `${model}: nothing new`;
  return `${model}: ${outcome}`;
}
