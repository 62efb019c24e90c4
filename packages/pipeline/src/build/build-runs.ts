import type { Run } from "@slipway/contract";
import { type Client, iterate } from "@slipway/sdk";
import { TAGS } from "./tags.js";

/** How many experiments are searched with one call. */
const EXPERIMENTS_AT_ONCE = 500;

/**
 * Every run that bears the tags of a build, in whichever experiment it was logged to: those that the build made
 * and those that its commands made themselves. Oldest first.
 */
export async function findBuildRuns(
  client: Client,
  buildRunId: string,
  experimentIds?: string[],
): Promise<Run[]> {
  const ids = experimentIds ?? (await allExperimentIds(client));
  const runs: Run[] = [];
  for (let start = 0; start < ids.length; start += EXPERIMENTS_AT_ONCE) {
    const search = iterate(client.runs.search, {
      experiment_ids: ids.slice(start, start + EXPERIMENTS_AT_ONCE),
      filter: `tags.\`${TAGS.build}\` = '${buildRunId}'`,
      order_by: ["attributes.start_time ASC"],
    });
    for await (const run of search) runs.push(run);
  }
  return runs;
}

async function allExperimentIds(client: Client): Promise<string[]> {
  const ids: string[] = [];
  for await (const { experiment_id } of iterate(client.experiments.search, { max_results: 1000 })) {
    ids.push(experiment_id);
  }
  return ids;
}

/** Whether training code logged anything to a run. */
export const isLoggedTo = (run: Run): boolean =>
  run.data.metrics.length > 0 || run.data.params.length > 0 || (run.outputs?.model_outputs.length ?? 0) > 0;
