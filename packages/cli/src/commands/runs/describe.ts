import { Option } from "commander";
import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

/** `slipway runs describe --run-id ID`: the run as JSON, params, metrics and tags by key. */
export const command: CommandModule = {
  define: (command) =>
    command
      .addOption(new Option("--run-id <id>", "id of the run").env("MLFLOW_RUN_ID").makeOptionMandatory())
      .option("--json", "print JSON, which it always does")
      .action((options: { runId: string }) =>
        withTracking(async ({ client }) => {
          const { run } = await client.runs.get({ run_id: options.runId });
          const byKey = <V>(list: readonly { key: string; value: V }[]) =>
            Object.fromEntries(list.map(({ key, value }) => [key, value]));
          const { metrics, params, tags } = run.data;
          printJson({
            ...run,
            data: { metrics: byKey(metrics), params: byKey(params), tags: byKey(tags) },
          });
        }),
      ),
};
