import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway webhooks delete ID`. */
export const command: CommandModule = {
  define: (command) =>
    command.argument("<webhook-id>", "id of the webhook").action((webhook_id: string) =>
      withTracking(async ({ client }) => {
        await client.webhooks.delete({ webhook_id });
        process.stdout.write(`Webhook with ID ${webhook_id} has been deleted.\n`);
      }),
    ),
};
