import { writeFile } from "node:fs/promises";
import type { Run } from "@slipway/contract";
import { type CommandModule, UsageError } from "../../command.js";
import { listed } from "../../listing/listing.js";
import { withTracking } from "../../tracking.js";

interface Options {
  experimentId: string;
  filename?: string;
  filter?: string;
}

/** `slipway experiments csv -x ID`: a row for each active run, with the columns of MLflow's command. */
export const command: CommandModule = {
  define: (command) =>
    command
      .requiredOption("-x, --experiment-id <id>", "id of the experiment")
      .option("-o, --filename <file>", "where to write it (default: standard output)")
      .option("-f, --filter <filter>", 'only these runs, e.g. "metrics.accuracy > 0.8"')
      .action((options: Options) =>
        withTracking(async ({ client }) => {
          const { experimentId, filename } = options;
          await client.experiments.get({ experiment_id: experimentId });
          const runs = await listed(
            (page) => client.runs.search({ ...page, experiment_ids: [experimentId] }),
            options,
          );
          const text = await csvOf(runs);
          if (filename === undefined) process.stdout.write(text);
          else {
            await write(filename, text);
            process.stdout.write(
              `Experiment with ID ${experimentId} has been exported as a CSV to file: ${filename}.\n`,
            );
          }
        }),
      ),
};

async function csvOf(runs: readonly Run[]): Promise<string> {
  const { stringify } = await import("csv-stringify/sync");
  const rows = runs.map(rowOf);
  const keys = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const columns = [...INFO, ...GROUPS.flatMap((group) => keys.filter((key) => key.startsWith(group)).sort())];
  return stringify([columns, ...rows.map((row) => columns.map((column) => row.get(column)))]);
}

const INFO = ["run_id", "experiment_id", "status", "artifact_uri", "start_time", "end_time"];
const GROUPS = ["metrics.", "params.", "tags."];

function rowOf({ info, data }: Run): Map<string, string> {
  const row = new Map([
    ["run_id", info.run_id],
    ["experiment_id", info.experiment_id],
    ["status", info.status],
    ["artifact_uri", info.artifact_uri ?? ""],
    ["start_time", timeOf(info.start_time)],
    ["end_time", timeOf(info.end_time)],
  ]);
  for (const { key, value } of data.metrics) row.set(`metrics.${key}`, numberOf(value));
  for (const { key, value } of data.params) row.set(`params.${key}`, value);
  for (const { key, value } of data.tags) row.set(`tags.${key}`, value);
  return row;
}

/** As pandas writes a time: `2023-11-14 22:13:20.000+00:00`. */
const timeOf = (milliseconds: number | bigint | undefined): string =>
  milliseconds === undefined
    ? ""
    : new Date(Number(milliseconds)).toISOString().replace("T", " ").replace("Z", "+00:00");

/** NaN is an empty cell, and infinity is `inf`, as pandas writes and reads them. */
const numberOf = (value: number): string =>
  Number.isNaN(value) ? "" : String(value).replace("Infinity", "inf");

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
