import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { OrphanService } from "./orphan-service.js";
import type { PurgeService } from "./purge-service.js";

export const purgeRoutes = (
  purge: PurgeService,
  orphans: OrphanService,
): Handlers<typeof endpoints.purge> => ({
  list: (request) => purge.list(request),
  runs: (request) => purge.runs(request),
  loggedModels: (request) => purge.loggedModels(request),
  experiments: (request) => purge.experiments(request),
  listOrphans: (request) => orphans.list(request),
  orphans: (request) => orphans.purge(request),
});
