import type { CommandModule } from "../../command.js";
import { type ListOptions, listed, listOptions } from "../../listing/listing.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

const EXAMPLES = { filter: "name LIKE 'News%'", order: "last_updated_timestamp DESC" };

/** `slipway models list`: each registered model with what is in Production. */
export const command: CommandModule = {
  define: (command) =>
    listOptions(command, EXAMPLES).action((options: ListOptions) =>
      withTracking(async ({ client }) => {
        const models = await listed(client.registeredModels.search, options);
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
