import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway experiments rename -x ID --new-name NAME`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-x, --experiment-id <id>", "id of the experiment")
      .requiredOption("--new-name <name>", "its new name")
      .action((options: { experimentId: string; newName: string }) =>
        withTracking(async ({ client }) => {
          await client.experiments.update({
            experiment_id: options.experimentId,
            new_name: options.newName,
          });
          process.stdout.write(
            `Experiment with id ${options.experimentId} has been renamed to '${options.newName}'.\n`,
          );
        }),
      ),
};
