import { iterate } from "@slipway/sdk";
import type { CommandModule } from "../../command.js";
import { wholeNumber } from "../../listing/listing.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

interface Options {
  maxResults: number;
  json?: boolean;
}

/** `slipway webhooks deliveries ID`: what was sent, newest first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<webhook-id>", "id of the webhook")
      .option("--max-results <number>", "the newest ones only", wholeNumber, 100)
      .option("--json", "print JSON, with what was sent")
      .action((webhook_id: string, { maxResults, json }: Options) =>
        withTracking(async ({ client }) => {
          const request = { webhook_id, max_results: Math.min(Math.max(maxResults, 1), 1000) };
          const deliveries = [];
          for await (const delivery of iterate(client.webhooks.listDeliveries, request)) {
            if (deliveries.length >= maxResults) break;
            deliveries.push(delivery);
          }
          if (json) return printJson(deliveries);
          printTable(
            ["Delivery Id", "When", "Event", "Status", "Attempts", "Answer", "Error"],
            deliveries.map((delivery) => [
              delivery.delivery_id,
              formatTime(delivery.created_at),
              delivery.event,
              delivery.status,
              String(delivery.attempts),
              String(delivery.response_status ?? "-"),
              delivery.error_message ?? "",
            ]),
          );
        }),
      ),
};
