import type { RunInfo, RunStatus } from "@slipway/contract";
import { type Connection, connection } from "../tracking/connection.js";
import { activeExperimentId, experimentIdForNewRun } from "../tracking/experiment.js";
import { ActiveRun } from "./active-run.js";
import { endRunsWithProgram } from "./end-with-program.js";
import { activeRun, enter, leave, openRuns, within } from "./run-scope.js";
import { contextTags, currentUser } from "./run-tags.js";
import { keyValues, textOf, type Value } from "./values.js";

/** How a run is started. */
export interface RunOptions {
  /** Goes on with this run instead of creating one. */
  runId?: string;
  /** Default: the experiment that was set, or that the environment names. */
  experimentId?: string;
  /** Default: a name that the server makes up. */
  runName?: string;
  /** Shown on the run's page. */
  description?: string;
  tags?: Readonly<Record<string, Value>>;
  /** Default: the active run, if any. */
  parentRunId?: string;
  /** Allows to start a run, without a callback, while another one is active. */
  nested?: boolean;
}

/**
 * Starts a run, or goes on with the one that `MLFLOW_RUN_ID` names (the first time only, as in MLflow).
 *
 * With a callback the run is active inside of it, and in all that it awaits, and only there; it ends FINISHED
 * when the callback returns, FAILED when it throws. A run that starts in a callback is a child of the callback's
 * run. Without a callback the run is active until its `end()`, or until the program ends.
 * On SIGINT and SIGTERM open runs end KILLED.
 */
export function startRun(options?: RunOptions): Promise<ActiveRun>;
export function startRun<T>(body: (run: ActiveRun) => T | Promise<T>): Promise<T>;
export function startRun<T>(options: RunOptions, body: (run: ActiveRun) => T | Promise<T>): Promise<T>;
export async function startRun<T>(
  first: RunOptions | ((run: ActiveRun) => T | Promise<T>) = {},
  second?: (run: ActiveRun) => T | Promise<T>,
): Promise<ActiveRun | T> {
  const [options, body] = typeof first === "function" ? [{}, first] : [first, second];
  if (!body) {
    refuseSecondRun(options);
    const run = await open(options);
    enter(run);
    return run;
  }
  const run = await open(options);
  let result: T;
  try {
    result = await within(run, () => body(run));
  } catch (error) {
    // What went wrong in the run matters more than that the server could not be told.
    await endIfOpen(run, "FAILED").catch(() => undefined);
    throw error;
  }
  await endIfOpen(run, "FINISHED");
  return result;
}

/** A body may have ended its run itself, and a signal may have killed it. */
async function endIfOpen(run: ActiveRun, status: RunStatus): Promise<void> {
  if (openRuns.has(run)) await run.end(status);
}

/** The active run; starts one when there is none, as MLflow does. */
export const currentRun = async (): Promise<ActiveRun> => activeRun() ?? (await startOnce());

let starting: Promise<ActiveRun> | undefined;

/** Calls that are not awaited one after the other still share the run. */
function startOnce(): Promise<ActiveRun> {
  starting ??= startRun().finally(() => {
    starting = undefined;
  });
  return starting;
}

function refuseSecondRun(options: RunOptions): void {
  const active = activeRun();
  if (!active || options.nested || options.parentRunId === active.runId) return;
  throw new Error(
    `The run ${active.runId} is active. End it first, or start a run inside of it: with a callback, or with { nested: true }.`,
  );
}

async function open(options: RunOptions): Promise<ActiveRun> {
  const server = connection();
  const runId = options.runId ?? takeRunIdOfEnvironment();
  const info = runId ? await resume(server, runId, options) : await create(server, options);
  const run = new ActiveRun(server, info, leave);
  openRuns.add(run);
  endRunsWithProgram();
  return run;
}

function takeRunIdOfEnvironment(): string | undefined {
  const id = process.env.MLFLOW_RUN_ID;
  delete process.env.MLFLOW_RUN_ID;
  return id || undefined;
}

async function resume({ client }: Connection, runId: string, options: RunOptions): Promise<RunInfo> {
  const { info } = (await client.runs.get({ run_id: runId })).run;
  const experiment = activeExperimentId();
  if (experiment !== undefined && experiment !== info.experiment_id) {
    throw new Error(
      `The run ${runId} is in experiment ${info.experiment_id}, but experiment ${experiment} was set. Set the run's experiment, or none.`,
    );
  }
  if (info.lifecycle_stage === "deleted") {
    throw new Error(`The run ${runId} is deleted. Restore it, or start a new one.`);
  }
  const { run_info } = await client.runs.update({
    run_id: runId,
    status: "RUNNING",
    end_time: info.end_time,
    run_name: options.runName,
  });
  const tags = keyValues(tagsOf(options));
  if (tags.length > 0) await client.runs.logBatch({ run_id: runId, tags });
  return { ...info, ...run_info };
}

async function create({ client }: Connection, options: RunOptions): Promise<RunInfo> {
  const parent = options.parentRunId ?? activeRun()?.runId;
  const tags = {
    ...(await contextTags()),
    ...tagsOf(options),
    ...(parent && { "mlflow.parentRunId": parent }),
    ...(options.runName && { "mlflow.runName": options.runName }),
  };
  const { run } = await client.runs.create({
    experiment_id: options.experimentId ?? (await experimentIdForNewRun()),
    user_id: currentUser(),
    run_name: options.runName,
    start_time: Date.now(),
    tags: keyValues(tags),
  });
  return run.info;
}

function tagsOf({ tags = {}, description }: RunOptions): Record<string, string> {
  const given = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, textOf(value)]));
  return description === undefined ? given : { ...given, "mlflow.note.content": description };
}
