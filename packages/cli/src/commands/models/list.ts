import { iterate } from "@slipway/sdk";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { collect, withTracking } from "../../tracking.js";

/** `slipway models list`: each registered model with what is in Production. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-f, --filter <filter>", "in MLflow's search language, e.g. \"name LIKE 'News%'\"")
      .option("--json", "print JSON")
      .action((options: { filter?: string; json?: boolean }) =>
        withTracking(async ({ client }) => {
          const models = await collect(iterate(client.registeredModels.search, { filter: options.filter }));
          if (options.json) return printJson(models);
          printTable(
            ["Name", "Production", "Aliases", "Last Updated"],
            models.map((model) => [
              model.name,
              model.latest_versions.find((v) => v.current_stage === "Production")?.version ?? "-",
              model.aliases.map(({ alias, version }) => `${alias}=${version}`).join(" ") || "-",
              formatTime(model.last_updated_timestamp),
            ]),
          );
        }),
      ),
};
