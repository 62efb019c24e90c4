import { eventsOf } from "@slipway/contract";
import { iterate } from "@slipway/sdk";
import type { CommandModule } from "../../command.js";
import { printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway webhooks list`: all of them, newest first. */
export const command: CommandModule = {
  define: (command) =>
    command.option("--json", "print JSON").action((options: { json?: boolean }) =>
      withTracking(async ({ client }) => {
        const webhooks = [];
        for await (const webhook of iterate(client.webhooks.list, { max_results: 1000, include_all: true }))
          webhooks.push(webhook);
        if (options.json) return printJson(webhooks);
        printTable(
          ["Webhook Id", "Name", "Status", "URL", "Events"],
          webhooks.map((webhook) => [
            webhook.webhook_id,
            webhook.name,
            webhook.status,
            webhook.url,
            eventsOf(webhook).join(", "),
          ]),
        );
      }),
    ),
};
