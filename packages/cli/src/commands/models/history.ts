import { iterate } from "@slipway/sdk";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { collect, withTracking } from "../../tracking.js";

/** `slipway models history NAME`: the promotions, newest first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--json", "print JSON, with the decision of each entry")
      .action((name: string, options: { json?: boolean }) =>
        withTracking(async ({ client }) => {
          await client.registeredModels.get({ name });
          const promotions = await collect(iterate(client.promotions.list, { name }));
          if (options.json) return printJson(promotions);
          printTable(
            ["When", "What", "Version", "Before", "Who", "Commit", "Reason"],
            promotions.map((entry) => [
              formatTime(entry.created_at),
              entry.forced ? `${entry.action} (forced)` : entry.action,
              entry.version ?? "-",
              entry.previous_version ?? "-",
              `${entry.actor ?? "-"}${entry.actor && !entry.actor_verified ? " (claimed)" : ""}`,
              entry.commit?.slice(0, 10) ?? "-",
              entry.reason ?? "",
            ]),
          );
        }),
      ),
};
