import { iterate } from "@slipway/sdk";
import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { collect, withTracking } from "../../tracking.js";

const VIEWS = { active_only: "ACTIVE_ONLY", deleted_only: "DELETED_ONLY", all: "ALL" } as const;

interface Options {
  experimentId: string;
  view: keyof typeof VIEWS;
  filter?: string;
  json?: boolean;
}

/** `slipway runs list --experiment-id ID`: newest first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("--experiment-id <id>", "id of the experiment")
      .addOption(
        new Option("-v, --view <view>", "which runs").choices(Object.keys(VIEWS)).default("active_only"),
      )
      .option("-f, --filter <filter>", 'in MLflow\'s search language, e.g. "metrics.accuracy > 0.8"')
      .option("--json", "print JSON")
      .action((options: Options) =>
        withTracking(async ({ client }) => {
          // Search answers an unknown experiment with nothing; get says that it does not exist.
          await client.experiments.get({ experiment_id: options.experimentId });
          const runs = await collect(
            iterate(client.runs.search, {
              experiment_ids: [options.experimentId],
              run_view_type: VIEWS[options.view],
              filter: options.filter,
            }),
          );
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
