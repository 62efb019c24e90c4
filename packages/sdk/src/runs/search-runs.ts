import type { Run, ViewType } from "@slipway/contract";
import { iterate } from "../client/index.js";
import { trackingClient } from "../tracking/connection.js";
import { experimentIdForNewRun, findExperiment } from "../tracking/experiment.js";

/** Which runs to find. */
export interface RunSearch {
  /** Default: the experiment that new runs go into. */
  experimentIds?: string[];
  experimentNames?: string[];
  /** In the search language, e.g. `metrics.accuracy > 0.8 AND params.model = 'bayes'`. */
  filter?: string;
  /** E.g. `metrics.accuracy DESC`. Default: the newest first. */
  orderBy?: string[];
  view?: ViewType;
  /** Runs a request; all are found whatever it is. */
  pageSize?: number;
}

/** Every run that a search finds, page after page: `for await (const run of searchRuns({ filter }))`. */
export async function* searchRuns(search: RunSearch = {}): AsyncGenerator<Run, void, undefined> {
  const client = trackingClient();
  yield* iterate(client.runs.search, {
    experiment_ids: await experimentsOf(search),
    filter: search.filter,
    order_by: search.orderBy ?? [],
    run_view_type: search.view ?? "ACTIVE_ONLY",
    max_results: search.pageSize ?? 1000,
  });
}

async function experimentsOf({ experimentIds, experimentNames }: RunSearch): Promise<string[]> {
  if (!experimentIds && !experimentNames) return [await experimentIdForNewRun()];
  const named = (experimentNames ?? []).map(async (name) => {
    const experiment = await findExperiment(trackingClient(), name);
    if (experiment) return experiment.experiment_id;
    throw new Error(`There is no experiment '${name}'.`);
  });
  return [...(experimentIds ?? []), ...(await Promise.all(named))];
}
