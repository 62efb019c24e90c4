import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";
import { printWebhook } from "../../webhooks/webhook-fields.js";

/** `slipway webhooks get ID`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<webhook-id>", "id of the webhook")
      .option("--json", "print JSON")
      .action((webhook_id: string, options: { json?: boolean }) =>
        withTracking(async ({ client }) =>
          printWebhook((await client.webhooks.get({ webhook_id })).webhook, options),
        ),
      ),
};
