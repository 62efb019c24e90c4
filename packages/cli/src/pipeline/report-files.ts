import { access, constants, mkdir, writeFile } from "node:fs/promises";
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

/**
 * Makes the folders of reports.
 * @throws UsageError for a name that asks for no format, and a place that cannot be written to: before the work
 * begins, not after it
 */
export async function prepareReportFiles({ report = [], junit = [] }: ReportFiles): Promise<void> {
  for (const path of report) formatOf(path);
  for (const path of [...report, ...junit]) await writing(path, () => prepareFolder(dirname(path)));
}

export async function writeReports(built: Report, { report = [], junit = [] }: ReportFiles): Promise<void> {
  for (const path of report) await writeReport(path, built, formatOf(path));
  for (const path of junit) await writeReport(path, built, "junit");
}

/** Writes one report; makes the folder when it is not there. @throws UsageError when it cannot be written */
export async function writeReport(path: string, built: Report, format: ReportFormat): Promise<void> {
  const text = await renderReport(built, format);
  await writing(path, async () => {
    await prepareFolder(dirname(path));
    await writeFile(path, text);
  });
}

async function prepareFolder(folder: string): Promise<void> {
  await makeFolder(folder);
  // The dot refuses a file where a folder should be.
  await access(`${folder}/.`, constants.W_OK);
}

/** Not `recursive`: where the file system takes no folders, as below /proc, Node would try for ever. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    if (code !== "ENOENT" || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await mkdir(folder).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== "EEXIST") throw again;
    });
  }
}

async function writing(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new UsageError(
      `the report ${path} cannot be written: ${(error as Error).message}`,
      "Name a file in a folder that you may write to.",
    );
  }
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
