import type { Command } from "commander";
import type { CommandModule } from "../command.js";
import { suggest } from "../completion/suggest.js";

/** `slipway complete -- WORDS`: what the script of `slipway completion` asks at each press of the key. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("[words...]", "the line so far")
      .action((words: string[], _options: object, { parent }: Command) => {
        if (!parent) return;
        for (const { word, summary } of suggest(parent, words)) process.stdout.write(`${word}\t${summary}\n`);
      }),
};
