import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { RunLogService } from "./run-log-service.js";
import type { RunService } from "./run-service.js";

/** Serves the calls on runs. */
export const runRoutes = (runs: RunService, log: RunLogService): Handlers<typeof endpoints.runs> => ({
  create: async (request) => ({ run: await runs.create(request) }),
  get: async ({ run_id }) => ({ run: await runs.get(run_id) }),
  update: async (request) => ({ run_info: await runs.update(request) }),
  delete: done(({ run_id }) => runs.delete(run_id)),
  restore: done(({ run_id }) => runs.restore(run_id)),
  search: (request) => runs.search(request),
  logMetric: done((request) => log.logMetric(request)),
  logParameter: done((request) => log.logParameter(request)),
  setTag: done((request) => log.setTag(request)),
  deleteTag: done((request) => log.deleteTag(request)),
  logBatch: done((request) => log.logBatch(request)),
  logModel: done((request) => log.logModel(request)),
  logInputs: done((request) => log.logInputs(request)),
  logOutputs: done(({ run_id, models }) => log.logOutputs(run_id, models)),
});
