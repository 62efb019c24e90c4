import type { Configuration, Decision, Verdict } from "@slipway/contract";
import { championText, evaluationText, meanText } from "./transcript.js";

/** Configurations that a report lists at most. */
const MOST_CONFIGURATIONS = 20;
const SIGNS: Record<Decision["outcome"], string> = { promoted: "🚀", held: "⏸️", refused: "⛔" };
const VERDICT_SIGNS: Record<Verdict["status"], string> = {
  pass: "✅",
  fail: "❌",
  "not-enough-data": "❔",
  error: "⚠️",
  "not-applicable": "➖",
};

/** A decision as a short report, for a job's summary or a pull request. */
export function markdownReport(decision: Decision): string {
  const { outcome, model, promotion, reason, forced, evaluation } = decision;
  const title = promotion ? `${model} version ${promotion.version} promoted` : `${model}: ${outcome}`;
  const lines = [
    `### ${SIGNS[outcome]} ${escaped(title)}`,
    "",
    escaped(forced === undefined ? reason : `${forced} (${reason})`),
    "",
    `- Champion before: ${escaped(championText(decision))}`,
    ...(evaluation
      ? [`- Evaluated: ${escaped(evaluationText(evaluation, decision.champion !== undefined))}`]
      : []),
    ...(decision.candidate ? [`- Candidate: \`${decision.candidate.model_uri}\``] : []),
    ...(decision.commit ? [`- Commit: \`${decision.commit.sha.slice(0, 10)}\``] : []),
    "",
    ...verdictTable(decision.verdicts),
    ...selectionTable(decision),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function verdictTable(verdicts: readonly Verdict[]): string[] {
  if (verdicts.length === 0) return [];
  const rows = verdicts.map(
    ({ gate, status, required, reason }) =>
      `| ${escaped(gate)} | ${VERDICT_SIGNS[status]} ${status} | ${required ? "yes" : "no"} | ${escaped(reason)} |`,
  );
  return ["| gate | verdict | required | |", "| --- | --- | --- | --- |", ...rows, ""];
}

function selectionTable({ selection }: Decision): string[] {
  if (!selection) return [];
  const { configurations, metric, selected, rule } = selection;
  const sign = selection.goal === "minimize" ? 1 : -1;
  const worst = Number.POSITIVE_INFINITY;
  const ranked = configurations.toSorted(
    (a, b) =>
      (a.mean === undefined ? worst : sign * a.mean) - (b.mean === undefined ? worst : sign * b.mean) || 0,
  );
  const rows = ranked.slice(0, MOST_CONFIGURATIONS).map((one) => row(one, selected, rule));
  const more = configurations.length - MOST_CONFIGURATIONS;
  return [
    `Selected by the mean of ${escaped(metric)}:`,
    "",
    `| configuration | ${escaped(metric)} | |`,
    "| --- | --- | --- |",
    ...rows,
    ...(more > 0 ? ["", `and ${more} more`] : []),
  ];
}

function row(one: Configuration, selected: string, rule: string): string {
  const label = one.label === selected ? `**${escaped(one.label)}**` : escaped(one.label);
  return `| ${label} | ${meanText(one, rule)} | ${escaped(one.excluded ?? "")} |`;
}

/** Text of users in a table of Markdown: nothing in it may be read as markup. */
/** A text that is no Markdown, on one line. */
export const escaped = (value: string): string =>
  value.replace(/[\\`*_{}[\]<>|#~]/g, "\\$&").replaceAll(/\s*[\r\n]+\s*/g, " ");
