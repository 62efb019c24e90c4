import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway webhooks redeliver WEBHOOK DELIVERY`: queues it again; `deliveries` tells what became of it. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<webhook-id>", "id of the webhook")
      .argument("<delivery-id>", "id of the delivery")
      .option("--json", "print JSON")
      .action((webhook_id: string, delivery_id: string, options: { json?: boolean }) =>
        withTracking(async ({ client }) => {
          const { delivery } = await client.webhooks.redeliver({ webhook_id, delivery_id });
          if (options.json) return printJson(delivery);
          process.stdout.write(`Delivery ${delivery_id} is sent again.\n`);
        }),
      ),
};
