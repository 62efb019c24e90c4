import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { UsageError } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

interface Options {
  experimentId?: string;
  experimentName?: string;
  output: "json" | "table";
  json?: boolean;
}

/** `slipway experiments get -x ID | -n NAME`. */
export const command: CommandModule = {
  define: (command) =>
    command
      .option("-x, --experiment-id <id>", "id of the experiment")
      .option("-n, --experiment-name <name>", "name of the experiment")
      .addOption(
        new Option("--output <format>", "how to print it").choices(["json", "table"]).default("table"),
      )
      .option("--json", "print JSON, as --output json does")
      .action((options: Options) =>
        withTracking(async ({ client }) => {
          if (!options.experimentId === !options.experimentName)
            throw new UsageError("Give either --experiment-id or --experiment-name.");
          const { experiment } = options.experimentId
            ? await client.experiments.get({ experiment_id: options.experimentId })
            : await client.experiments.getByName({ experiment_name: options.experimentName ?? "" });
          if (options.json || options.output === "json") return printJson(experiment);
          printTable(
            ["Property", "Value"],
            [
              ["Experiment ID", experiment.experiment_id],
              ["Name", experiment.name],
              ["Artifact Location", experiment.artifact_location ?? ""],
              ["Lifecycle Stage", experiment.lifecycle_stage],
              ["Created", formatTime(experiment.creation_time)],
              ["Last Updated", formatTime(experiment.last_update_time)],
              ...experiment.tags.map((tag) => [`Tag ${tag.key}`, tag.value]),
            ],
          );
        }),
      ),
};
