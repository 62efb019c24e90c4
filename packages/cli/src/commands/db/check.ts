import { checkDatabase } from "@slipway/server";
import type { CommandModule } from "../../command.js";
import { printJson } from "../../terminal/table.js";

const LAYOUTS = {
  mlflow: "MLflow's",
  slipway: "Slipway's",
  mixed: "neither MLflow's nor Slipway's",
};

/** `slipway db check URI`: exit 1 when the database has problems. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument("<uri>", "database, e.g. sqlite:///mlflow.db")
      .option("--json", "print the result as JSON")
      .action(async (uri: string, { json }: { json?: boolean }) => {
        const found = await checkDatabase(uri);
        if (found.problems.length > 0) process.exitCode = 1;
        if (json) return printJson(found);
        const lines = [
          `Revision: ${found.revision}${found.current ? " (MLflow 3.18)" : `; run: slipway db upgrade '${uri}'`}`,
          ...(found.layout ? [`Layout: ${LAYOUTS[found.layout]}`] : []),
          `GenAI rows, left untouched: ${rowsOf(found.genai)}`,
          ...(found.problems.length === 0
            ? [`Integrity: whole (looked at ${found.looked})`]
            : found.problems.map((line) => `Problem: ${line}`)),
        ];
        process.stdout.write(`${lines.join("\n")}\n`);
      }),
};

const rowsOf = (tables: Record<string, number>) =>
  Object.entries(tables)
    .map(([table, rows]) => `${table} ${rows}`)
    .join(", ") || "none";
