import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway webhooks test ID`: exit 4 when the receiver did not take it. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<webhook-id>", "id of the webhook")
      .option("--event <event>", "which event to send an example of (default: the first of the webhook)")
      .option("--json", "print JSON")
      .action((webhook_id: string, options: { event?: string; json?: boolean }) =>
        withTracking(async ({ client }) => {
          const { result } = await client.webhooks.test({ webhook_id, subscription: options.event });
          if (!result.success) process.exitCode = 4;
          if (options.json) return printJson(result);
          const { response_status: status, response_body: body = "", error_message: error } = result;
          process.stdout.write(
            `${result.success ? "Delivered" : "Failed"}: ${error ?? `status ${status}`}\n`,
          );
          if (body) process.stdout.write(`${body}\n`);
        }),
      ),
};
