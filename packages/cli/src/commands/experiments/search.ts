import { iterate } from "@slipway/sdk";
import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { printJson, printTable } from "../../terminal/table.js";
import { collect, withTracking } from "../../tracking.js";

const VIEWS = { active_only: "ACTIVE_ONLY", deleted_only: "DELETED_ONLY", all: "ALL" } as const;

/** `slipway experiments search`: id, name and artifact location, as MLflow's command prints them. */
export const command: CommandModule = {
  define: (command) =>
    command
      .addOption(
        new Option("-v, --view <view>", "which experiments")
          .choices(Object.keys(VIEWS))
          .default("active_only"),
      )
      .option("-f, --filter <filter>", "in MLflow's search language, e.g. \"name LIKE 'news%'\"")
      .option("--json", "print JSON")
      .action((options: { view: keyof typeof VIEWS; filter?: string; json?: boolean }) =>
        withTracking(async ({ client }) => {
          const experiments = await collect(
            iterate(client.experiments.search, {
              view_type: VIEWS[options.view],
              filter: options.filter,
              max_results: 1000,
            }),
          );
          if (options.json) return printJson(experiments);
          const rows = experiments.map((e) => [e.experiment_id, e.name, e.artifact_location ?? ""]);
          printTable(["Experiment Id", "Name", "Artifact Location"], rows);
        }),
      ),
};
