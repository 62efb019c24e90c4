import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";
import { type FieldOptions, fieldOptions, printWebhook, readFields } from "../../webhooks/webhook-fields.js";

/** `slipway webhooks update ID`: what is not given stays; `--event` replaces all events. */
export const command: CommandModule = {
  define: (command) =>
    fieldOptions(command.argument("<webhook-id>", "id of the webhook")).action(
      (webhook_id: string, options: FieldOptions) =>
        withTracking(async ({ client }) => {
          const subscriptions = options.event ?? [];
          const fields = { webhook_id, subscriptions, ...(await readFields(options)) };
          const { webhook } = await client.webhooks.update(fields);
          printWebhook(webhook, options);
        }),
    ),
};
