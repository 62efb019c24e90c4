import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Report, type ReportFormat, renderReport, reportFormatOf } from "@slipway/pipeline";
import type { Command } from "commander";
import { UsageError } from "../command.js";

/** Where a release is to write its report, in the format that each name asks for. */
export interface ReportFiles {
  report?: string[];
  junit?: string[];
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

/** The flags of {@link ReportFiles}. */
export const withReportFiles = (command: Command): Command =>
  command
    .option("--report <file>", "write the report: .html, .md, .gitlab.md, .xml or .json; repeatable", collect)
    .option("--junit <file>", "write the gates as JUnit XML", collect);

/** @throws UsageError for a name that asks for no format: before the work begins, not after it */
export function checkReportFiles({ report = [] }: ReportFiles): void {
  for (const path of report) formatOf(path);
}

export async function writeReports(built: Report, { report = [], junit = [] }: ReportFiles): Promise<void> {
  for (const path of report) await writeReport(path, built, formatOf(path));
  for (const path of junit) await writeReport(path, built, "junit");
}

/** Writes one report; makes the folder when it is not there. */
export async function writeReport(path: string, built: Report, format: ReportFormat): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await renderReport(built, format));
}

function formatOf(path: string): ReportFormat {
  const format = reportFormatOf(path);
  // A job of GitLab wants its own Markdown, whatever the file is called.
  if (format === "markdown" && process.env.GITLAB_CI) return "gitlab";
  if (format) return format;
  throw new UsageError(
    `--report is '${path}', whose name asks for no format.`,
    "It must end in .html, .md, .gitlab.md, .xml (JUnit) or .json.",
  );
}
