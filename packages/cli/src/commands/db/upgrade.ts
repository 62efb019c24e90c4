import { upgradeDatabase } from "@slipway/server";
import type { CommandModule } from "../../command.js";
import { refuseWhileOpen, tell } from "../../database/change.js";
import { printJson } from "../../terminal/table.js";

interface Options {
  backup: boolean;
  json?: boolean;
}

/** `slipway db upgrade URI`: as `mlflow db upgrade`, with a copy of a SQLite file first. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<uri>", "database, e.g. sqlite:///mlflow.db")
      .option("--no-backup", "do not copy a SQLite file first")
      .option("--json", "print the result as JSON")
      .action(async (uri: string, { backup, json }: Options) => {
        await refuseWhileOpen(uri);
        const { result, ...copy } = await upgradeDatabase(uri, { backup, tell });
        if (json) return printJson({ ...result, ...copy });
        const { from, to } = result;
        process.stdout.write(
          from === to
            ? `The database is at revision ${to} (MLflow 3.18) already.\n`
            : `Upgraded from ${from} to ${to} (MLflow 3.18).\n`,
        );
      }),
};
