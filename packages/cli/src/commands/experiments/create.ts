import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway experiments create -n NAME`: prints what MLflow's command prints. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-n, --experiment-name <name>", "name of the experiment")
      .option("-l, --artifact-location <uri>", "where its artifacts go (default: chosen by the server)")
      .action((options: { experimentName: string; artifactLocation?: string }) =>
        withTracking(async ({ client }) => {
          const { experiment_id } = await client.experiments.create({
            name: options.experimentName,
            artifact_location: options.artifactLocation,
          });
          process.stdout.write(`Created experiment '${options.experimentName}' with id ${experiment_id}\n`);
        }),
      ),
};
