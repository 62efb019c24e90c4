import type { RunStatus } from "@slipway/contract";
import { setExperiment, startRun } from "@slipway/sdk";
import { InvalidArgumentError, Option } from "commander";
import { type CommandModule, UsageError } from "../../command.js";
import { appended } from "../../listing/listing.js";
import { printJson } from "../../terminal/table.js";
import { withTracking } from "../../tracking.js";

interface Options {
  experimentId?: string;
  experimentName?: string;
  runName?: string;
  description?: string;
  tags?: string[];
  status: RunStatus;
  parentRunId?: string;
}

/** `slipway runs create -n NAME`: a run that has ended already, printed as MLflow's command prints it. */
export const command: CommandModule = {
  define: (command) =>
    command
      .addOption(new Option("-x, --experiment-id <id>", "id of its experiment").env("MLFLOW_EXPERIMENT_ID"))
      .addOption(
        new Option("-n, --experiment-name <name>", "name of its experiment, created when missing").env(
          "MLFLOW_EXPERIMENT_NAME",
        ),
      )
      .option("--run-name <name>", "its name (default: made up by the server)")
      .option("--description <text>", "shown on its page")
      .option("-t, --tags <key=value>", "a tag; again for the next", appended)
      .option("--status <status>", "how it ended: FINISHED, FAILED or KILLED", endOf, "FINISHED")
      .option("--parent-run-id <id>", "the run that it is part of")
      .option("--json", "print JSON, which it always does")
      .action((options: Options) => withTracking(() => create(options))),
};

async function create(options: Options): Promise<void> {
  const { experimentName, runName, description, status, parentRunId } = options;
  if ((options.experimentId === undefined) === (experimentName === undefined))
    throw new UsageError("Must specify exactly one of --experiment-id or --experiment-name.");
  const tags = tagsOf(options.tags ?? []);
  const experimentId = experimentName
    ? (await setExperiment(experimentName)).experiment_id
    : options.experimentId;
  const run = await startRun({
    ...(experimentId !== undefined && { experimentId }),
    ...(runName !== undefined && { runName }),
    ...(description !== undefined && { description }),
    ...(parentRunId !== undefined && { parentRunId }),
    tags,
  });
  await run.end(status);
  const { runId, experimentId: experiment_id } = run;
  printJson({ run_id: runId, experiment_id, status, run_name: run.info.run_name });
}

function endOf(text: string): RunStatus {
  const status = text.toUpperCase();
  if (status === "FINISHED" || status === "FAILED" || status === "KILLED") return status;
  throw new InvalidArgumentError("It must be FINISHED, FAILED or KILLED.");
}

function tagsOf(words: readonly string[]): Record<string, string> {
  const tags: Record<string, string> = {};
  for (const word of words) {
    const [, key, value] = /^([^=]*)=(.*)$/s.exec(word) ?? [];
    if (key === undefined || value === undefined)
      throw new UsageError(`Invalid tag format: '${word}'. Tags must be in key=value format.`);
    if (Object.hasOwn(tags, key)) throw new UsageError(`Duplicate tag key: '${key}'`);
    tags[key] = value;
  }
  return tags;
}
