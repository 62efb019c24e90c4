import { release, runBuild } from "@slipway/pipeline";
import { type CommandModule, UsageError } from "../command.js";
import { showBuild } from "../pipeline/build-output.js";
import { showDecision } from "../pipeline/decision-output.js";
import { reportFailure, reportingFailure } from "../pipeline/failure-report.js";
import { interruptible } from "../pipeline/interruptible.js";
import { loadFile } from "../pipeline/load-file.js";
import { prepareReportFiles, type ReportFiles, withReportFiles } from "../pipeline/report-files.js";
import { showProgress } from "../pipeline/show-progress.js";
import { withTracking } from "../tracking.js";

interface Options extends ReportFiles {
  file: string;
  exitCode?: boolean;
  embedded?: boolean;
  verbose?: boolean;
  json?: boolean;
}

/** `slipway ci`: build, release, report. */
export const command: CommandModule = {
  define: (command) =>
    withReportFiles(
      command
        .option("-f, --file <file>", "what to build and release", "slipway.yaml")
        .option("--exit-code", "exit 1 when held, too")
        .option("--embedded", "in CI: use a database on this machine, which ends with the job")
        .option("-v, --verbose", "show what the commands print")
        .option("--json", "print the decision as JSON"),
    ).action((options: Options) => ci(options)),
};

async function ci(options: Options): Promise<void> {
  await prepareReportFiles(options);
  const file = await reportingFailure(options.file, options, async () => {
    const loaded = await loadFile(options.file);
    if (loaded.build) return loaded;
    throw new UsageError(`${options.file} has no \`build\`.`, "`slipway release` needs none.");
  });
  const subject = file.model ?? file.experiment;
  const observe = showProgress({ verbose: options.verbose });
  const work = () =>
    withTracking(
      ({ uri: trackingUri }) =>
        interruptible(async (signal) => {
          const built = await runBuild({ file, trackingUri, observe, signal });
          const trained = built.candidates.some(({ status }) => status === "FINISHED");
          if (!trained || !file.release) return { built };
          const request = { file, buildRunId: built.runId };
          const released = await release({ request, trackingUri, prepared: true, observe, signal });
          return { built, released };
        }),
      { lasting: true, embedded: options.embedded },
    );
  const { built, released } = await reportingFailure(subject, options, work);
  if (released) return showDecision(released, options);
  await showBuild(built, options);
  if (built.candidates.some(({ status }) => status === "FINISHED")) return;
  const failed = built.candidates.map(({ label, reason = "" }) => `${label} ${reason}`);
  await reportFailure({ subject, message: "no candidate finished", hint: failed.join("\n") }, options);
}
