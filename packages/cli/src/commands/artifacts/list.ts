import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway artifacts list -r ID`: a JSON list, as MLflow's command prints it. */
export const command: CommandModule = {
  define: (command) =>
    command
      .addOption(new Option("-r, --run-id <id>", "id of the run").env("MLFLOW_RUN_ID").makeOptionMandatory())
      .option("-a, --artifact-path <path>", "a directory of its artifacts (default: their root)")
      .option("--json", "print JSON, which it always does")
      .action((options: { runId: string; artifactPath?: string }) =>
        withTracking(async ({ client }) => {
          const { files } = await client.artifacts.list({
            run_id: options.runId,
            path: options.artifactPath,
          });
          printJson(files);
        }),
      ),
};
