import { Argument } from "commander";
import type { CommandModule } from "../command.js";
import { SCRIPTS, type Shell } from "../completion/scripts.js";

const USE = `
Add to ~/.bashrc:                   source <(slipway completion bash)
Add to ~/.zshrc, after compinit:    source <(slipway completion zsh)
For fish, once:                     slipway completion fish > ~/.config/fish/completions/slipway.fish`;

/** `slipway completion bash|zsh|fish`: the script that a shell reads at its start. */
export const command: CommandModule = {
  define: (command) =>
    command
      .addArgument(new Argument("<shell>", "whose completion it is").choices(Object.keys(SCRIPTS)))
      .addHelpText("after", USE)
      .action((shell: Shell) => {
        process.stdout.write(SCRIPTS[shell]);
      }),
};
