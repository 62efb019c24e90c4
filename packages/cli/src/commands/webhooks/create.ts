import type { CommandModule } from "../../command.js";
import { UsageError } from "../../command.js";
import { withTracking } from "../../tracking.js";
import { type FieldOptions, fieldOptions, printWebhook, readFields } from "../../webhooks/webhook-fields.js";

/** `slipway webhooks create --name NAME --url URL --event EVENT`. */
export const command: CommandModule = {
  define: (command) =>
    fieldOptions(command).action((options: FieldOptions) =>
      withTracking(async ({ client }) => {
        const { name, url, ...fields } = await readFields(options);
        if (!name || !url || !options.event)
          throw new UsageError("A webhook needs --name, --url and at least one --event.");
        const subscriptions = options.event;
        const { webhook } = await client.webhooks.create({ name, url, ...fields, subscriptions });
        printWebhook(webhook, options);
      }),
    ),
};
