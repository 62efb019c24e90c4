import { connect } from "@slipway/sdk";
import type { CommandModule } from "../command.js";
import { type Counts, differing } from "../importing/counts.js";
import { countSource, importAll } from "../importing/import-all.js";
import { openSource } from "../importing/source.js";
import { printJson, printTable } from "../terminal/table.js";
import { withTracking } from "../tracking.js";

interface Options {
  sourceArtifacts?: string;
  dryRun?: boolean;
  json?: boolean;
}

/** `slipway import SOURCE`: copies experiments, runs and models into the store in use. Exit 1 when any is missing. */
export const command: CommandModule = {
  define: (command) =>
    command
      .argument(
        "<source>",
        "./mlruns, the address of a tracking server (http://…), or a database of MLflow or FastTrackML (sqlite:///…)",
      )
      .option(
        "--source-artifacts <path>",
        "what mlflow-artifacts:/ stands for in the source (default: ./mlartifacts)",
      )
      .option("--dry-run", "say how much there is, and copy nothing")
      .option("--json", "print JSON")
      .action((source: string, options: Options) => importFrom(source, options)),
};

async function importFrom(text: string, options: Options): Promise<void> {
  const source = await openSource(text, options.sourceArtifacts);
  try {
    if (options.dryRun) print(options, { source: await countSource(source.connection) });
    else
      await withTracking(
        async ({ uri }) => {
          const outcome = await importAll(source.connection, connect(uri), (line) =>
            process.stderr.write(`${line}\n`),
          );
          print(options, outcome);
          for (const failure of outcome.failures) process.stderr.write(`error: ${failure}\n`);
          if (outcome.failures.length > 0 || differing(outcome.source, outcome.store).length > 0)
            process.exitCode = 1;
        },
        { lasting: true },
      );
  } finally {
    await source.close();
  }
}

function print(options: Options, outcome: { source: Counts; store?: Counts }): void {
  if (options.json) {
    printJson(outcome);
    return;
  }
  const { source, store } = outcome;
  const rows = (Object.keys(source) as (keyof Counts)[]).map((name) => [
    name.replaceAll("_", " "),
    String(source[name]),
    ...(store ? [String(store[name]), store[name] === source[name] ? "" : "differs"] : []),
  ]);
  printTable(store ? ["", "Source", "Store", ""] : ["", "Source"], rows);
}
