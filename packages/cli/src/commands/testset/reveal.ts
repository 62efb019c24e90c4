import { revealLook } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { wholeNumber } from "../../listing/listing.js";
import { withTracking } from "../../tracking.js";

/** `slipway testset reveal NAME LOOK`: opens one decision's evidence before the set is retired, on record. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "test set")
      .argument("<look>", "which of its looks, counted from 1", wholeNumber)
      .requiredOption("--reason <text>", "why, for the record")
      .action((name: string, look: number, { reason }: { reason: string }) =>
        withTracking(async ({ uri }) => {
          await revealLook({ trackingUri: uri, name, look, reason });
          process.stdout.write(
            `Look ${look} at ${name} is revealed: slipway testset open "${name}" --to FOLDER\n` +
              "Whoever has seen it can no longer be held to the level of the looks after it; every report says so.\n",
          );
        }),
      ),
};
