import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { BuildService } from "./build-service.js";

export const buildRoutes = (builds: BuildService): Handlers<typeof endpoints.builds> => ({
  search: (request) => builds.search(request),
  runs: (request) => builds.runs(request),
});
