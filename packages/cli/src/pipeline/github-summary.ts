import { appendFile } from "node:fs/promises";
import { failureSummary } from "@slipway/pipeline";

/** Adds to the summary of a GitHub job; does nothing elsewhere. */
export async function addToSummary(markdown: string): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary) await appendFile(summary, markdown);
}

/** Does work whose failure, too, is told in the summary. */
export async function summarised<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await addToSummary(failureSummary(error instanceof Error ? error.message : String(error)));
    throw error;
  }
}
