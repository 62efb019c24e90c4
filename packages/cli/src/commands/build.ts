import { runBuild } from "@slipway/pipeline";
import type { CommandModule } from "../command.js";
import { EXIT } from "../failure.js";
import { interruptible } from "../pipeline/interruptible.js";
import { loadFile } from "../pipeline/load-file.js";
import { showProgress } from "../pipeline/show-progress.js";
import { printJson } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  file: string;
  experimentName?: string;
  embedded?: boolean;
  verbose?: boolean;
  json?: boolean;
}

/** `slipway build`: exit 3 when no candidate finished. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-f, --file <file>", "what to build", "slipway.yaml")
      .option("-e, --experiment-name <name>", "experiment, instead of the file's")
      .option("--embedded", "in CI: use a database on this machine, which ends with the job")
      .option("-v, --verbose", "show what the commands print")
      .option("--json", "print the result as JSON")
      .action(build),
};

async function build(options: Options): Promise<void> {
  const file = await loadFile(options.file);
  if (options.experimentName) file.experiment = options.experimentName;
  const result = await withTracking(
    ({ uri }) =>
      interruptible((signal) =>
        runBuild({ file, trackingUri: uri, observe: showProgress({ verbose: options.verbose }), signal }),
      ),
    { lasting: true, embedded: options.embedded },
  );
  const finished = result.candidates.filter(({ status }) => status === "FINISHED").length;
  if (finished === 0) process.exitCode = EXIT.training;
  if (options.json) return printJson(result);
  process.stdout.write(`Experiment ID:    ${result.experimentId}\nBuild run ID:     ${result.runId}\n`);
  process.stdout.write(`Candidates:       ${finished} of ${result.candidates.length} finished\n`);
}
