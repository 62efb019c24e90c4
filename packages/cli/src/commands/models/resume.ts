import { resume } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway models resume NAME`: releases promote again. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--reason <text>", "why, for the record")
      .action((model: string, options: { reason?: string }) =>
        withTracking(async ({ uri }) => {
          await resume({ trackingUri: uri, model, reason: options.reason });
          process.stdout.write(`${model} is no longer on hold: releases promote again.\n`);
        }),
      ),
};
