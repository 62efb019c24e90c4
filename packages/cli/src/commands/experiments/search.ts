import type { CommandModule } from "../../command.js";
import {
  type ListOptions,
  listed,
  listOptions,
  type View,
  viewOption,
  viewType,
} from "../../listing/listing.js";
import { printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

const EXAMPLES = { filter: "name LIKE 'news%'", order: "name ASC" };

/** `slipway experiments search`: id, name and artifact location, as MLflow's command prints them. */
export const command: CommandModule = {
  define: (command) =>
    listOptions(command.addOption(viewOption("which experiments")), EXAMPLES).action(
      (options: ListOptions & { view: View }) =>
        withTracking(async ({ client }) => {
          const experiments = await listed(
            (page) => client.experiments.search({ ...page, view_type: viewType(options.view) }),
            options,
          );
          if (options.json) return printJson(experiments);
          const rows = experiments.map((e) => [e.experiment_id, e.name, e.artifact_location ?? ""]);
          printTable(["Experiment Id", "Name", "Artifact Location"], rows);
        }),
    ),
};
