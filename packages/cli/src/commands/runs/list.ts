import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import {
  type ListOptions,
  listed,
  listOptions,
  type View,
  viewOption,
  viewType,
} from "../../listing/listing.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

const EXAMPLES = { filter: "metrics.accuracy > 0.8", order: "metrics.accuracy DESC" };

interface Options extends ListOptions {
  experimentId: string;
  view: View;
}

/** `slipway runs list --experiment-id ID`: newest first. */
export const command: CommandModule = {
  define: (command) =>
    listOptions(
      command
        .addOption(
          new Option("-x, --experiment-id <id>", "id of the experiment")
            .env("MLFLOW_EXPERIMENT_ID")
            .makeOptionMandatory(),
        )
        .addOption(viewOption("which runs")),
      EXAMPLES,
    ).action((options: Options) =>
      withTracking(async ({ client }) => {
        const experiment_ids = [options.experimentId];
        // Search answers an unknown experiment with nothing; get says that it does not exist.
        await client.experiments.get({ experiment_id: options.experimentId });
        const search = {
          experiment_ids,
          run_view_type: viewType(options.view),
          fields: options.json ? [] : ["info"],
        };
        const runs = await listed((page) => client.runs.search({ ...page, ...search }), options);
        if (options.json) return printJson(runs);
        printTable(
          ["Date", "Name", "Status", "ID"],
          runs.map(({ info }) => [
            formatTime(info.start_time),
            info.run_name ?? "",
            info.status,
            info.run_id,
          ]),
        );
      }),
    ),
};
