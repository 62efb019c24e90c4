import { runBuild } from "@slipway/pipeline";
import type { CommandModule } from "../command.js";
import { showBuild } from "../pipeline/build-output.js";
import { reportingFailure } from "../pipeline/failure-report.js";
import { interruptible } from "../pipeline/interruptible.js";
import { loadFile } from "../pipeline/load-file.js";
import { showProgress } from "../pipeline/show-progress.js";
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
      .action((options: Options) =>
        reportingFailure(options.experimentName ?? "build", {}, () => build(options)),
      ),
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
  await showBuild(result, options);
}
