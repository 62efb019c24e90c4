import type { endpoints } from "@slipway/contract";
import type { Handlers } from "../http/handlers.js";
import type { TestSetService } from "./test-set-service.js";

export const testSetRoutes = (testSets: TestSetService): Handlers<typeof endpoints.testSets> => ({
  list: (request) => testSets.list(request),
  get: (request) => testSets.get(request),
  spend: (request) => testSets.spend(request),
  conclude: (request) => testSets.conclude(request),
  retire: (request) => testSets.retire(request),
  reveal: (request) => testSets.reveal(request),
});
