import type { endpoints } from "@slipway/contract";
import { callerOf } from "../http/caller.js";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { AliasService } from "../model-versions/alias-service.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import type { RegisteredModelService } from "./registered-model-service.js";

export const registeredModelRoutes = (
  models: RegisteredModelService,
  versions: ModelVersionService,
  aliases: AliasService,
): Handlers<typeof endpoints.registeredModels> => ({
  create: async (request) => ({ registered_model: await models.create(request) }),
  rename: async (request, call) => ({ registered_model: await models.rename(request, callerOf(call)) }),
  update: async (request) => ({ registered_model: await models.update(request) }),
  delete: done(({ name }, call) => models.delete(name, callerOf(call))),
  get: async ({ name }) => ({ registered_model: await models.get(name) }),
  search: (request) => models.search(request),
  getLatestVersions: async ({ name, stages }) => ({
    model_versions: await versions.latestInStages(name, stages),
  }),
  setTag: done((request) => models.setTag(request)),
  deleteTag: done((request) => models.deleteTag(request)),
  setAlias: done((request, call) => aliases.set(request, callerOf(call))),
  deleteAlias: done((request, call) => aliases.delete(request, callerOf(call))),
  getByAlias: async (request) => ({ model_version: await aliases.getVersion(request) }),
});
