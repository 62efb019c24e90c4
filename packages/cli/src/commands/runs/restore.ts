import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway runs restore --run-id ID`. */
export const command: CommandModule = {
  define: (command) =>
    command.requiredOption("--run-id <id>", "id of the run").action((options: { runId: string }) =>
      withTracking(async ({ client }) => {
        await client.runs.restore({ run_id: options.runId });
        process.stdout.write(`Run with id ${options.runId} has been restored.\n`);
      }),
    ),
};
