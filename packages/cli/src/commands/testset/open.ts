import { openTestSet } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { withTracking } from "../../tracking.js";

/** `slipway testset open NAME --to FOLDER`: what the decisions of a retired set saw, decrypted. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "test set")
      .requiredOption("--to <folder>", "where the files are put")
      .action((name: string, { to }: { to: string }) =>
        withTracking(async ({ uri }) => {
          const looks = await openTestSet({ trackingUri: uri, name, folder: to });
          for (const { number, files } of looks)
            process.stdout.write(
              `Look ${number}: ${files.join(", ") || "in the open already, with its run"}\n`,
            );
        }),
      ),
};
