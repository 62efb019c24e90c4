import type { CommandModule } from "../../command.js";
import { type ListOptions, listed, listOptions } from "../../listing/listing.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

const EXAMPLES = { filter: "tags.checked = 'yes'", order: "creation_timestamp DESC" };

/** `slipway models versions NAME`: newest first. */
export const command: CommandModule = {
  define: (command) =>
    listOptions(command.argument("<name>", "registered model"), EXAMPLES).action(
      (name: string, options: ListOptions) =>
        withTracking(async ({ client }) => {
          // Search answers an unknown name with nothing; get says that it does not exist.
          await client.registeredModels.get({ name });
          const ofModel = `name = '${name.replaceAll("'", "''")}'`;
          const versions = await listed(client.modelVersions.search, {
            orderBy: ["version_number DESC"],
            ...options,
            filter: options.filter ? `${ofModel} AND ${options.filter}` : ofModel,
          });
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
