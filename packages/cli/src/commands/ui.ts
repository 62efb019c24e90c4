import type { CommandModule } from "../command.js";
import { listen, type ServerFlags } from "../listen.js";
import { defineServerFlags } from "./server.js";

/** `slipway ui`: the server with the same flags, for one person on this machine. */
export const command: CommandModule = {
  define: (command) => defineServerFlags(command).action((flags: ServerFlags) => listen(flags)),
};
