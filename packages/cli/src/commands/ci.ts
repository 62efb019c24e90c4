import { release, runBuild } from "@slipway/pipeline";
import { type CommandModule, UsageError } from "../command.js";
import { EXIT } from "../failure.js";
import { showDecision } from "../pipeline/decision-output.js";
import { interruptible } from "../pipeline/interruptible.js";
import { loadFile } from "../pipeline/load-file.js";
import { showProgress } from "../pipeline/show-progress.js";
import { withTracking } from "../tracking.js";

interface Options {
  file: string;
  exitCode?: boolean;
  embedded?: boolean;
  verbose?: boolean;
  json?: boolean;
}

/** `slipway ci`: build, release, report. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-f, --file <file>", "what to build and release", "slipway.yaml")
      .option("--exit-code", "exit 1 when held, too")
      .option("--embedded", "in CI: use a database on this machine, which ends with the job")
      .option("-v, --verbose", "show what the commands print")
      .option("--json", "print the decision as JSON")
      .action(ci),
};

async function ci(options: Options): Promise<void> {
  const file = await loadFile(options.file);
  if (!file.build) throw new UsageError(`${options.file} has no \`build\`.`, "`slipway release` needs none.");
  const observe = showProgress({ verbose: options.verbose });
  const result = await withTracking(
    ({ uri: trackingUri }) =>
      interruptible(async (signal) => {
        const built = await runBuild({ file, trackingUri, observe, signal });
        if (!built.candidates.some(({ status }) => status === "FINISHED")) return undefined;
        if (!file.release) return undefined;
        const request = { file, buildRunId: built.runId };
        return release({ request, trackingUri, prepared: true, observe, signal });
      }),
    { lasting: true, embedded: options.embedded },
  );
  if (result) return showDecision(result, options);
  if (!file.release) return;
  process.stderr.write("error: no candidate finished, so there is nothing to release\n");
  process.exitCode = EXIT.training;
}
