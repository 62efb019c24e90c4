import { buildFailure, type Failure, renderReport } from "@slipway/pipeline";
import { addToSummary } from "./github-summary.js";
import { type ReportFiles, writeReports } from "./report-files.js";

/**
 * Does work whose failure, too, is told: in the reports that were asked for, and in the summary of a GitHub job.
 * @param subject what it is about, such as the registered model
 */
export async function reportingFailure<T>(
  subject: string,
  files: ReportFiles,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const hint = error instanceof Error && "hint" in error ? String(error.hint ?? "") : "";
    await reportFailure({ subject, message, hint }, files);
    throw error;
  }
}

/** Tells of a job that came to no decision. */
export async function reportFailure(failure: Omit<Failure, "createdAt">, files: ReportFiles): Promise<void> {
  const report = buildFailure({ ...failure, createdAt: Date.now() });
  await addToSummary(await renderReport(report, "markdown"));
  await writeReports(report, files);
}
