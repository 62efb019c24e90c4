import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { ExperimentService } from "./experiment-service.js";

/** Serves the calls on experiments. */
export const experimentRoutes = (experiments: ExperimentService): Handlers<typeof endpoints.experiments> => ({
  create: async (request) => ({ experiment_id: await experiments.create(request) }),
  search: (request) => experiments.search(request),
  get: async ({ experiment_id }) => ({ experiment: await experiments.get(experiment_id) }),
  getByName: async ({ experiment_name }) => ({ experiment: await experiments.getByName(experiment_name) }),
  update: done((request) => experiments.rename(request)),
  delete: done(({ experiment_id }) => experiments.delete(experiment_id)),
  restore: done(({ experiment_id }) => experiments.restore(experiment_id)),
  searchDatasets: async ({ experiment_ids }) => ({
    dataset_summaries: await experiments.searchDatasets(experiment_ids),
  }),
  setTag: done(({ experiment_id, ...tag }) => experiments.setTag(experiment_id, tag)),
  deleteTag: done(({ experiment_id, key }) => experiments.deleteTag(experiment_id, key)),
});
