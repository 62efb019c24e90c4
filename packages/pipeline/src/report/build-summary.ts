import type { CandidateResult } from "../build/run-candidate.js";
import { escapeMarkdown } from "./formats/escape-markdown.js";

/** A build that led to no release, as a short report for a job's summary. */
export function buildSummary(candidates: readonly CandidateResult[]): string {
  const finished = candidates.filter(({ status }) => status === "FINISHED").length;
  const sign = finished === 0 ? "❌" : "✅";
  const rows = candidates.map(
    ({ label, status, runId, reason = "" }) =>
      `| ${escapeMarkdown(label)} | ${status} | \`${runId}\` | ${escapeMarkdown(reason)} |`,
  );
  return [
    `### ${sign} ${finished} of ${candidates.length} candidates finished`,
    "",
    "| candidate | status | run | |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
