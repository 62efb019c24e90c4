import { basename, posix } from "node:path";
import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";
import { upload } from "../../uploading/upload.js";

interface Options {
  localFile: string;
  runId: string;
  artifactPath?: string;
}

/** `slipway artifacts log-artifact -l FILE -r ID`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-l, --local-file <file>", "the file")
      .addOption(new Option("-r, --run-id <id>", "id of the run").env("MLFLOW_RUN_ID").makeOptionMandatory())
      .option("-a, --artifact-path <path>", "a directory of its artifacts (default: their root)")
      .action(({ localFile: file, runId, artifactPath = "" }: Options) =>
        withTracking(async (tracking) => {
          await upload(tracking, runId, posix.join(artifactPath, basename(file)), { file });
          process.stderr.write(
            `Logged artifact from local file ${file} to artifact_path=${artifactPath || "None"}\n`,
          );
        }),
      ),
};
