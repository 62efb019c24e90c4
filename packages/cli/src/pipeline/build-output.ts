import { type BuildResult, buildSummary } from "@slipway/pipeline";
import { EXIT } from "../failure.js";
import { printJson } from "../terminal/table.js";
import { addToSummary } from "./github-summary.js";

/** Shows what a build came to, as lines or JSON, and in a GitHub job in its summary. The exit code says whether there is a candidate. */
export async function showBuild(
  result: BuildResult,
  { json }: { json?: boolean | undefined },
): Promise<void> {
  const { experimentId, runId, candidates } = result;
  const finished = candidates.filter(({ status }) => status === "FINISHED").length;
  if (finished === 0) process.exitCode = EXIT.training;
  if (json) printJson(result);
  else
    process.stdout.write(
      `Experiment ID:    ${experimentId}\nBuild run ID:     ${runId}\nCandidates:       ${finished} of ${candidates.length} finished\n`,
    );
  await addToSummary(buildSummary(candidates));
}
