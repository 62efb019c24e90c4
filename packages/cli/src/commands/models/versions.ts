import { iterate } from "@slipway/sdk";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { collect, withTracking } from "../../tracking.js";

/** `slipway models versions NAME`: newest first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--json", "print JSON")
      .action((name: string, options: { json?: boolean }) =>
        withTracking(async ({ client }) => {
          // Search answers an unknown name with nothing; get says that it does not exist.
          await client.registeredModels.get({ name });
          const versions = await collect(
            iterate(client.modelVersions.search, {
              filter: `name = '${name.replaceAll("'", "''")}'`,
              order_by: ["version_number DESC"],
              max_results: 1000,
            }),
          );
          if (options.json) return printJson(versions);
          printTable(
            ["Version", "Stage", "Aliases", "Created", "Run ID"],
            versions.map((version) => [
              version.version,
              version.current_stage ?? "None",
              version.aliases.join(" ") || "-",
              formatTime(version.creation_timestamp),
              version.run_id ?? "",
            ]),
          );
        }),
      ),
};
