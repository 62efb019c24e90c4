import { artifacts } from "./artifacts.js";
import { builds } from "./builds.js";
import { events } from "./events.js";
import { experiments } from "./experiments.js";
import { loggedModels } from "./logged-models.js";
import { metrics } from "./metrics.js";
import { modelVersions } from "./model-versions.js";
import { promotions } from "./promotions.js";
import { protections } from "./protections.js";
import { purge } from "./purge.js";
import { registeredModels } from "./registered-models.js";
import { runs } from "./runs.js";
import { server } from "./server.js";
import { testSets } from "./test-sets.js";
import { webhooks } from "./webhooks.js";

/** Every call of the API, MLflow's and our own. */
export const endpoints = {
  experiments,
  runs,
  builds,
  metrics,
  artifacts,
  loggedModels,
  registeredModels,
  modelVersions,
  promotions,
  protections,
  purge,
  testSets,
  webhooks,
  events,
  server,
};
