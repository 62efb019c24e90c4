import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway runs delete --run-id ID`: `slipway gc` removes it for good. */
export const command: CommandModule = {
  define: (command) =>
    command.requiredOption("--run-id <id>", "id of the run").action((options: { runId: string }) =>
      withTracking(async ({ client }) => {
        await client.runs.delete({ run_id: options.runId });
        process.stdout.write(`Run with ID ${options.runId} has been deleted.\n`);
      }),
    ),
};
