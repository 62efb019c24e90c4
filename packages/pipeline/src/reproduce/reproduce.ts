import { join } from "node:path";
import { asPipelineError } from "../as-pipeline-error.js";
import { runBuild } from "../build/build.js";
import { findBuildRuns } from "../build/build-runs.js";
import { checkFile } from "../file/check-file.js";
import type { ReleaseStep, SlipwayFile } from "../file/slipway-file.js";
import { cellTexts } from "../matrix/cell.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { noObserver } from "../progress.js";
import { candidatesOf } from "../release/build-candidates.js";
import { readChampionRepeats } from "../release/champion-repeats.js";
import { findModel } from "../release/model-artifact.js";
import { checkWorktree } from "./check-worktree.js";
import { comparePredicted } from "./compare-predicted.js";
import { differingFiles, modelContent } from "./model-content.js";
import type { Origin } from "./origin.js";
import type { ReproduceOptions } from "./reproduce-options.js";

/** What came of training a version again. */
export interface Reproduction {
  version: string;
  /** The new run; it bears the tag `slipway.reproduces`. */
  run_id: string;
  outcome: "bit-equal" | "within seed noise" | "not reproduced";
  /** What the outcome rests on, sentence by sentence. */
  reasons: string[];
  /** Files of the model that differ. */
  differs: string[];
}

/**
 * Trains the run of a version again and compares the two models.
 * @throws PipelineError `usage`, `step` when training fails, `server`, `interrupted`
 */
export async function reproduce(options: ReproduceOptions): Promise<Reproduction> {
  try {
    return await carryOut(options);
  } catch (error) {
    throw asPipelineError(error, options.signal);
  }
}

async function carryOut(options: ReproduceOptions): Promise<Reproduction> {
  const { origin, folder, trackingUri, observe = noObserver } = options;
  const connection = openConnection(trackingUri);
  await checkWorktree(folder);
  if (origin.commit.dirty) {
    const message = "the version was trained with changes that were not committed: they are missing now";
    observe({ type: "warning", message });
  }
  const { file, step } = await fileOfOrigin(origin, folder);
  const run = await trainAgain(options, file);
  const old = await findModel(connection.client, origin.run, step.artifact);
  const made = await findModel(connection.client, run, step.artifact);
  const differs = differingFiles(
    await modelContent(connection, old.source),
    await modelContent(connection, made.source),
  );
  const found = { version: origin.uri, run_id: run.info.run_id, differs };
  if (differs.length === 0) {
    return { ...found, outcome: "bit-equal", reasons: ["every file of the model is the same"] };
  }
  const { metric } = step.select;
  const repeats = (await readChampionRepeats(connection.client, origin.run, metric))?.values ?? [];
  const value = run.data.metrics.find(({ key }) => key === metric)?.value;
  const [least, most] = [Math.min(...repeats), Math.max(...repeats)];
  const within = value !== undefined && repeats.length > 1 && value >= least && value <= most;
  const range =
    repeats.length > 1
      ? `the ${repeats.length} repeats of its configuration range from ${least} to ${most}`
      : "its configuration was not repeated, so that its noise is unknown";
  const predicted = await comparePredicted({ ...options, connection, step, old, made, file });
  return {
    ...found,
    outcome: within && !predicted.differs ? "within seed noise" : "not reproduced",
    reasons: [`${metric} is ${value ?? "not logged"}; ${range}`, predicted.reason],
  };
}

async function fileOfOrigin(
  origin: Origin,
  folder: string,
): Promise<{ file: SlipwayFile; step: ReleaseStep }> {
  const { file } = await checkFile(join(folder, origin.file));
  const at = `${origin.file} of commit ${origin.commit.sha.slice(0, 10)}`;
  if (!file?.build || !file.release) {
    throw new PipelineError("usage", `${at} is not valid, or has no \`build\` or no \`release\``);
  }
  const wanted = textOf(origin.cell);
  const cells = file.build.cells.filter((cell) => textOf(cellTexts(cell)) === wanted);
  if (cells.length === 0) throw new PipelineError("usage", `the matrix in ${at} has no cell ${wanted}`);
  // Where releases look for candidates it must not be found.
  const experiment = `${file.experiment}-reproductions`;
  return { file: { ...file, experiment, build: { ...file.build, cells } }, step: file.release };
}

const textOf = (cell: Record<string, string>) =>
  JSON.stringify(Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1)));

async function trainAgain(options: ReproduceOptions, file: SlipwayFile) {
  const { client } = openConnection(options.trackingUri);
  const { runId, candidates } = await runBuild({ ...options, file });
  const [candidate] = candidates;
  const [used] = candidatesOf(await findBuildRuns(client, runId));
  if (candidate?.status !== "FINISHED" || !used) {
    throw new PipelineError("step", `training failed: ${candidate?.reason ?? "no run was made"}`);
  }
  const run_id = used.run.info.run_id;
  await client.runs.setTag({ run_id, key: "slipway.reproduces", value: options.origin.uri });
  return (await client.runs.get({ run_id })).run;
}
