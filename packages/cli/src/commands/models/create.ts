import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

interface Options {
  description?: string;
  json?: boolean;
}

/** `slipway models create NAME`: a registered model without versions, so that it can be protected before the first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<name>", "registered model")
      .option("--description <text>", "what it is for")
      .option("--json", "print JSON")
      .action((name: string, { description, json }: Options) =>
        withTracking(async ({ client }) => {
          const { registered_model } = await client.registeredModels.create({ name, description });
          if (json) return printJson(registered_model);
          process.stdout.write(`Created registered model '${name}'\n`);
        }),
      ),
};
