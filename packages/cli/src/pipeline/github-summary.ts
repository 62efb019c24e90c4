import { appendFile } from "node:fs/promises";

/** Adds to the summary of a GitHub job; does nothing elsewhere. */
export async function addToSummary(markdown: string): Promise<void> {
  const { GITHUB_STEP_SUMMARY: summary } = process.env;
  if (summary) await appendFile(summary, markdown);
}
