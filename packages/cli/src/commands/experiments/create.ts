import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway experiments create -n NAME`: prints what MLflow's command prints. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-n, --experiment-name <name>", "name of the experiment")
      .option("-l, --artifact-location <uri>", "where its artifacts go (default: chosen by the server)")
      .option("--json", "print JSON")
      .action((options: { experimentName: string; artifactLocation?: string; json?: boolean }) =>
        withTracking(async ({ client }) => {
          const { experiment_id } = await client.experiments.create({
            name: options.experimentName,
            artifact_location: options.artifactLocation,
          });
          if (options.json) return printJson({ experiment_id, name: options.experimentName });
          process.stdout.write(`Created experiment '${options.experimentName}' with id ${experiment_id}\n`);
        }),
      ),
};
