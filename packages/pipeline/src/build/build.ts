import { basename } from "node:path";
import type { Commit } from "@slipway/contract";
import { ApiError, type Connection, uploadTo } from "@slipway/sdk";
import { asPipelineError } from "../as-pipeline-error.js";
import { executors } from "../executors/index.js";
import type { SlipwayFile } from "../file/slipway-file.js";
import type { Environment } from "../git/branch.js";
import { readCommit } from "../git/commit-facts.js";
import { placeInRepository } from "../git/place-in-repository.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { noObserver, type Observer } from "../progress.js";
import type { BuildPlan } from "./build-plan.js";
import { findBuildRuns } from "./build-runs.js";
import { endRun, endRunAfter, isOpen } from "./end-runs.js";
import { prepareBuild } from "./prepare.js";
import { runAll } from "./run-all.js";
import { type CandidateResult, runCandidate } from "./run-candidate.js";
import { secretsOf } from "./secret-mask.js";
import { commitTags, TAGS, tagList } from "./tags.js";

/** Where a build's run keeps what was planned and what became of it. */
export const BUILD_RECORD = "slipway/build.json";

export interface BuildOptions {
  file: SlipwayFile;
  /** Address of the tracking server, as commands get it. */
  trackingUri: string;
  environment?: Environment;
  /** Replaces the file's own, e.g. because the machine is small. */
  maxParallel?: number;
  observe?: Observer;
  /** Stops the build: its commands are ended, its runs are KILLED. */
  signal?: AbortSignal;
}

/** What a build did. A candidate that failed is in here; it is not thrown. */
export interface BuildResult {
  /** The run that the build is. */
  runId: string;
  experimentId: string;
  commit: Commit | undefined;
  candidates: CandidateResult[];
}

/**
 * Trains every candidate of a file and tracks it: one run for the build, one below it for each cell.
 * @throws PipelineError `usage` without a build in the file, `step` when `prepare` fails, `server` when the
 * tracking server or the artifact store fails, `interrupted`; nothing of the build runs any more then
 */
export async function runBuild(options: BuildOptions): Promise<BuildResult> {
  try {
    return await carryOut(options);
  } catch (error) {
    throw asPipelineError(error, options.signal);
  }
}

async function carryOut(options: BuildOptions): Promise<BuildResult> {
  const { file, trackingUri, environment = process.env, observe = noObserver } = options;
  const step = file.build;
  if (!step) {
    throw new PipelineError("usage", `${file.path} has no \`build\``, {
      hint: "say how a candidate is trained with `build.command`",
    });
  }
  options.signal?.throwIfAborted();
  const connection = openConnection(trackingUri);
  const commit = await readCommit(file.directory, environment);
  const experimentId = await getExperiment(connection, file.experiment, observe);
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const plan: BuildPlan = {
    connection,
    trackingUri,
    experimentId,
    runId: await createBuildRun(connection, experimentId, file, commit),
    step: { ...step, maxParallel: options.maxParallel ?? step.maxParallel },
    executor: executors.local,
    directory: file.directory,
    commit,
    environment,
    secrets: secretsOf({ ...environment, ...step.env, MLFLOW_TRACKING_URI: trackingUri }),
    observe,
    signal,
  };
  observe({ type: "build-started", runId: plan.runId, experimentId, candidates: step.cells.length });
  return carryThrough(plan, stop, options.signal);
}

async function carryThrough(
  plan: BuildPlan,
  stop: AbortController,
  interruption: AbortSignal | undefined,
): Promise<BuildResult> {
  const { client } = plan.connection;
  const { runId, experimentId, commit } = plan;
  try {
    // What is planned is on record from the start, so that a page can show what has not begun.
    await recordBuild(plan, []);
    await prepareBuild(plan);
    const candidates = await runAll(
      plan.step.cells,
      plan.step.maxParallel,
      stop,
      plan.signal,
      (cell, index) => runCandidate(plan, cell, index, (error) => stop.abort(error)),
    );
    interruption?.throwIfAborted();
    await recordBuild(plan, candidates);
    await closeStrays(plan);
    const anyFinished = candidates.some(({ status }) => status === "FINISHED");
    await endRun(client, runId, {
      status: anyFinished ? "FINISHED" : "FAILED",
      ...(!anyFinished && { reason: "no candidate finished" }),
    });
    return { runId, experimentId, commit, candidates };
  } catch (error) {
    const interrupted = interruption?.aborted === true;
    const reason = interrupted ? "the build was interrupted" : (error as Error).message;
    await endRunAfter(error, client, runId, { status: interrupted ? "KILLED" : "FAILED", reason });
    throw error;
  }
}

async function getExperiment({ client }: Connection, name: string, observe: Observer): Promise<string> {
  try {
    const { experiment } = await client.experiments.getByName({ experiment_name: name });
    if (experiment.lifecycle_stage === "deleted") {
      throw new PipelineError("usage", `the experiment '${name}' is deleted`, {
        hint: `\`slipway experiments restore --experiment-id ${experiment.experiment_id}\` brings it back`,
      });
    }
    return experiment.experiment_id;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "RESOURCE_DOES_NOT_EXIST") throw error;
  }
  const { experiment_id } = await client.experiments.create({ name });
  observe({ type: "experiment-created", name, experimentId: experiment_id });
  return experiment_id;
}

async function createBuildRun(
  { client }: Connection,
  experimentId: string,
  file: SlipwayFile,
  commit: Commit | undefined,
): Promise<string> {
  const { run } = await client.runs.create({
    experiment_id: experimentId,
    run_name: commit ? `build ${commit.sha.slice(0, 7)}` : "build",
    start_time: Date.now(),
    tags: tagList({
      ...commitTags(commit),
      [TAGS.kind]: "build",
      "mlflow.source.name": await sourceOf(file),
      "mlflow.source.type": "PROJECT",
    }),
  });
  return run.info.run_id;
}

/** The file as its repository knows it: the checkout that a hook or a CI job makes is gone tomorrow. */
async function sourceOf({ path, directory }: SlipwayFile): Promise<string> {
  const place = await placeInRepository(directory);
  return place ? `${place.down}${basename(path)}` : path;
}

/** Runs that a script logged to another experiment and left open when its command ended. */
async function closeStrays({ connection: { client }, runId }: BuildPlan): Promise<void> {
  for (const run of await findBuildRuns(client, runId)) {
    if (isOpen(run)) await endRun(client, run.info.run_id, { status: "FINISHED" });
  }
}

async function recordBuild(plan: BuildPlan, candidates: CandidateResult[]): Promise<void> {
  const { cells, repeatOver } = plan.step;
  const content = JSON.stringify({ format: 1, cells, repeatOver, candidates }, null, 2);
  await uploadTo(plan.connection, `runs:/${plan.runId}`, BUILD_RECORD, { content });
}
