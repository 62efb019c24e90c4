import { optimizeDatabase } from "@slipway/server";
import type { CommandModule } from "../../command.js";
import { refuseWhileOpen, tell } from "../../database/change.js";
import { printJson } from "../../terminal/table.js";

interface Options {
  undo?: boolean;
  backup: boolean;
  json?: boolean;
}

/** `slipway db optimize URI`: our layout for a database that MLflow made; `--undo` gives MLflow's back. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<uri>", "database, e.g. sqlite:///mlflow.db")
      .option("--undo", "give back exactly MLflow's layout")
      .option("--no-backup", "do not copy a SQLite file first")
      .option("--json", "print the result as JSON")
      .action(async (uri: string, { undo = false, backup, json }: Options) => {
        await refuseWhileOpen(uri);
        const { result, ...copy } = await optimizeDatabase(uri, { undo, backup, tell });
        if (json) return printJson({ ...result, ...copy });
        const layout = undo ? "MLflow's layout" : "Slipway's layout";
        process.stdout.write(
          result.changed.length === 0
            ? `The database has ${layout} already.\n`
            : `The database has ${layout} now: ${result.changed.length} tables changed.\n`,
        );
      }),
};
