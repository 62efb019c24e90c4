import type { CommandModule } from "../command.js";
import { listen } from "../listen.js";
import { defineServerFlags, readServerFlags } from "../server-flags/server-flags.js";

/** `slipway ui`: the server with the same flags, for one person on this machine. */
export const command: CommandModule = {
  define: (command) => defineServerFlags(command).action(() => listen(readServerFlags(command))),
};
