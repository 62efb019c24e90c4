import { retireTestSet } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway testset retire NAME`: no decision looks at it any more, and its evidence can be opened. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "test set")
      .requiredOption("--reason <text>", "why, for the record")
      .action((name: string, { reason }: { reason: string }) =>
        withTracking(async ({ uri }) => {
          const set = await retireTestSet({ trackingUri: uri, name, reason });
          process.stdout.write(
            `${set.name} is retired: ${set.retired_reason}.\n` +
              `Its evidence can be opened: slipway testset open "${set.name}" --to FOLDER\n`,
          );
        }),
      ),
};
