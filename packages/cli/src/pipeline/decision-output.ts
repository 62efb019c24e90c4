import { appendFile } from "node:fs/promises";
import type { Decision } from "@slipway/contract";
import {
  buildReport,
  exitCodeOfOutcome,
  githubOutput,
  type ReleaseResult,
  type Report,
  renderReport,
  transcript,
} from "@slipway/pipeline";
import { style } from "../terminal/style.js";
import { printJson } from "../terminal/table.js";
import { addToSummary } from "./github-summary.js";
import { type ReportFiles, writeReports } from "./report-files.js";

interface Options extends ReportFiles {
  json?: boolean | undefined;
  exitCode?: boolean | undefined;
}

/**
 * Shows what a release decided: the transcript or JSON, and in a GitHub job its summary and outputs. The exit code
 * is the outcome's.
 */
export async function showDecision(
  result: ReleaseResult,
  { json, exitCode, ...files }: Options,
): Promise<void> {
  const { decision } = result;
  const report = buildReport(decision);
  if (json) printJson(decision);
  else for (const line of transcript(result)) process.stdout.write(`${coloured(line)}\n`);
  process.exitCode = exitCodeOfOutcome(decision.outcome, exitCode);
  await writeReports(report, files);
  await tellGitHub(decision, report);
}

async function tellGitHub(decision: Decision, report: Report): Promise<void> {
  const { GITHUB_OUTPUT: outputs } = process.env;
  await addToSummary(await renderReport(report, "markdown"));
  if (outputs) await appendFile(outputs, githubOutput(decision));
}

const COLOURS: [RegExp, Parameters<typeof style>[0]][] = [
  [/^(Promoted|Safe to promote: yes|Gate \S+ +pass)/, "green"],
  [/^(Refused|Safe to promote: no(?:,|$)|Gate \S+ +(fail|error))/, "red"],
  [/^(Held|Forced|Safe to promote: not|Gate \S+ +not-)/, "yellow"],
];

function coloured(line: string): string {
  const colour = COLOURS.find(([pattern]) => pattern.test(line))?.[1];
  return colour ? style(colour, line) : line;
}
