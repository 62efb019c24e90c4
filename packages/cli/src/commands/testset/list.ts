import { looksLeft } from "@slipway/contract";
import { listTestSets } from "@slipway/pipeline";
import type { CommandModule } from "../../command.js";
import { formatTime, printJson, printTable } from "../../terminal/table.js";
import { NO_LEDGER, standingOf } from "../../test-sets/words.js";
import { withTracking } from "../../tracking.js";

/** `slipway testset list`: every held-out set and what is left of it, newest first. */
export const command: CommandModule = {
  define: (command) =>
    command.option("--json", "print JSON, with every look").action((options: { json?: boolean }) =>
      withTracking(async ({ uri }) => {
        const { sets, atomic } = await listTestSets({ trackingUri: uri });
        if (options.json) return printJson(sets);
        printTable(
          ["Name", "Examples", "Looks", "Left", "Adaptivity", "Since", "Standing"],
          sets.map((set) => [
            set.name,
            String(set.examples),
            `${set.spent.length} of ${set.looks}`,
            String(looksLeft(set)),
            Number(set.passes) > 1 ? `${set.adaptivity}, ${set.passes} passes` : set.adaptivity,
            formatTime(set.created_at),
            standingOf(set),
          ]),
        );
        if (!atomic) process.stdout.write(NO_LEDGER);
      }),
    ),
};
