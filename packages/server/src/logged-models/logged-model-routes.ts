import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { LoggedModelService } from "./logged-model-service.js";

/** Serves the calls on logged models. */
export const loggedModelRoutes = (models: LoggedModelService): Handlers<typeof endpoints.loggedModels> => ({
  create: async (request) => ({ model: await models.create(request) }),
  get: async ({ model_id, allow_deleted }) => ({ model: await models.get(model_id, allow_deleted) }),
  finalize: async (request) => ({ model: await models.finalize(request) }),
  delete: done(({ model_id }) => models.delete(model_id)),
  search: (request) => models.search(request),
  setTags: done(({ model_id, tags }) => models.setTags(model_id, tags)),
  deleteTag: done(({ model_id, tag_key }) => models.deleteTag(model_id, tag_key)),
  logParams: done(({ model_id, params }) => models.logParams(model_id, params)),
});
