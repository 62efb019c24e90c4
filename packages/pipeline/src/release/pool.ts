import { readFile, rm } from "node:fs/promises";
import type { Run } from "@slipway/contract";
import { ApiError, type Client, type Connection, downloadFrom, iterate } from "@slipway/sdk";
import { BUILD_RECORD } from "../build/build.js";
import { findBuildRuns } from "../build/build-runs.js";
import { cellOfTags, TAGS, tagsOf } from "../build/tags.js";
import type { Cell } from "../matrix/cell.js";
import { PipelineError } from "../pipeline-error.js";
import { candidatesOf } from "./build-candidates.js";
import type { PoolRun } from "./selection-pool.js";
import { isMissing } from "./server-kind.js";

/** What a release chooses from. */
export interface Pool {
  runs: PoolRun[];
  experimentIds: string[];
  repeatOver: string[];
  /** Cells that were to be trained; unset when that is not known. */
  planned?: Cell[];
  /** The run of the build that it is; unset when it is a whole experiment. */
  build?: Run;
}

/** The candidates of one build. */
export async function loadBuild(connection: Connection, buildRunId: string): Promise<Pool> {
  const { client } = connection;
  const { run: build } = await client.runs.get({ run_id: buildRunId });
  const runs = candidatesOf(await findBuildRuns(client, buildRunId));
  const record = await readRecord(connection, buildRunId);
  const experiments = runs.map(({ run }) => run.info.experiment_id);
  return {
    runs,
    experimentIds: [...new Set([build.info.experiment_id, ...experiments])],
    repeatOver: record?.repeatOver ?? repeatOverOf(runs),
    ...(record && { planned: record.cells }),
    build,
  };
}

/**
 * The newest build of an experiment that finished: one of a given commit, if there is one.
 * @returns undefined when the experiment has no finished build
 */
export async function findNewestBuild(
  client: Client,
  experimentId: string,
  sha: string | undefined,
): Promise<string | undefined> {
  const ofCommit = sha ? [` AND tags.\`mlflow.source.git.commit\` = '${sha}'`] : [];
  for (const further of [...ofCommit, ""]) {
    const { runs } = await client.runs.search({
      experiment_ids: [experimentId],
      filter: `tags.\`${TAGS.kind}\` = 'build' AND attributes.status = 'FINISHED'${further}`,
      order_by: ["attributes.start_time DESC"],
      max_results: 1,
    });
    if (runs[0]) return runs[0].info.run_id;
  }
  return undefined;
}

/** Every finished run of an experiment: a configuration each, unless builds tagged them with their cells. */
export async function loadExperiment(client: Client, experimentId: string): Promise<Pool> {
  const runs: PoolRun[] = [];
  const search = iterate(client.runs.search, {
    experiment_ids: [experimentId],
    filter: "attributes.status = 'FINISHED'",
  });
  for await (const run of search) {
    const tags = tagsOf(run);
    if (tags.get(TAGS.kind) === "build" || tags.get(TAGS.candidate) === "false") continue;
    const cell = cellOfTags(tags);
    runs.push({ run, ...(cell && { cell }) });
  }
  return { runs, experimentIds: [experimentId], repeatOver: repeatOverOf(runs) };
}

/** One run, named by whoever releases it. @throws PipelineError `usage` when there is no such run */
export async function loadRun(client: Client, run_id: string): Promise<Pool> {
  try {
    const { run } = await client.runs.get({ run_id });
    const cell = cellOfTags(tagsOf(run));
    return {
      runs: [{ run, ...(cell && { cell }) }],
      experimentIds: [run.info.experiment_id],
      repeatOver: [],
    };
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new PipelineError("usage", `there is no run ${run_id}, so there is nothing to release`);
  }
}

/** The id of an experiment by its name. @throws PipelineError `usage` when it does not exist or is deleted */
export async function findExperimentId(client: Client, name: string): Promise<string> {
  try {
    const { experiment } = await client.experiments.getByName({ experiment_name: name });
    if (experiment.lifecycle_stage !== "deleted") return experiment.experiment_id;
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new PipelineError(
      "usage",
      `the experiment '${name}' does not exist, so there is nothing to release`,
    );
  }
  throw new PipelineError("usage", `the experiment '${name}' is deleted, so there is nothing to release`);
}

function repeatOverOf(runs: readonly PoolRun[]): string[] {
  const keys = runs.flatMap(({ run }): string[] => {
    const text = tagsOf(run).get(TAGS.repeatOver);
    return text ? JSON.parse(text) : [];
  });
  return [...new Set(keys)];
}

async function readRecord(
  connection: Connection,
  buildRunId: string,
): Promise<{ cells: Cell[]; repeatOver: string[] } | undefined> {
  let path: string;
  try {
    path = await downloadFrom(connection, `runs:/${buildRunId}/${BUILD_RECORD}`);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } finally {
    await rm(path, { force: true });
  }
}
