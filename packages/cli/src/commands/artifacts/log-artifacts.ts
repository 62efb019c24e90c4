import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";
import { upload } from "../../uploading/upload.js";

interface Options {
  localDir: string;
  runId: string;
  artifactPath?: string;
}

/** `slipway artifacts log-artifacts -l FOLDER -r ID`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-l, --local-dir <folder>", "the folder; its content is stored")
      .addOption(new Option("-r, --run-id <id>", "id of the run").env("MLFLOW_RUN_ID").makeOptionMandatory())
      .option("-a, --artifact-path <path>", "a directory of its artifacts (default: their root)")
      .action(({ localDir: directory, runId, artifactPath = "" }: Options) =>
        withTracking(async (tracking) => {
          await upload(tracking, runId, artifactPath, { directory });
          process.stderr.write(
            `Logged artifact from local dir ${directory} to artifact_path=${artifactPath || "None"}\n`,
          );
        }),
      ),
};
