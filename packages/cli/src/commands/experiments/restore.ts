import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway experiments restore -x ID`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-x, --experiment-id <id>", "id of the experiment")
      .action((options: { experimentId: string }) =>
        withTracking(async ({ client }) => {
          await client.experiments.restore({ experiment_id: options.experimentId });
          process.stdout.write(`Experiment with id ${options.experimentId} has been restored.\n`);
        }),
      ),
};
