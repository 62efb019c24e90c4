import type { endpoints } from "@slipway/contract";
import { callerOf } from "../http/caller.js";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { ModelVersionService } from "./model-version-service.js";
import type { RegistrationService } from "./registration-service.js";
import type { StageService } from "./stage-service.js";

export interface ModelVersionServices {
  versions: ModelVersionService;
  registration: RegistrationService;
  stages: StageService;
}

export const modelVersionRoutes = ({
  versions,
  registration,
  stages,
}: ModelVersionServices): Handlers<typeof endpoints.modelVersions> => ({
  create: async (request) => ({ model_version: await registration.create(request) }),
  update: async (request) => ({ model_version: await versions.update(request) }),
  transitionStage: async (request, call) => ({
    model_version: await stages.transition(request, callerOf(call)),
  }),
  delete: done((request, call) => versions.delete(request, callerOf(call))),
  get: async ({ name, version }) => ({ model_version: await versions.get(name, version) }),
  search: (request) => versions.search(request),
  getDownloadUri: async ({ name, version }) => ({ artifact_uri: await versions.downloadUri(name, version) }),
  setTag: done((request) => versions.setTag(request)),
  deleteTag: done((request) => versions.deleteTag(request)),
});
