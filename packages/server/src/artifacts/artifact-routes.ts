import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import type { ArtifactService } from "./artifact-service.js";

export const artifactRoutes = (artifacts: ArtifactService): Handlers<typeof endpoints.artifacts> => ({
  list: ({ run_id, path }) => artifacts.listOfRun(run_id, path),
  get: ({ run_id, path }, call) => artifacts.readOfRun(run_id, path, call),
  listOfLoggedModel: ({ model_id, artifact_directory_path }) =>
    artifacts.listOfLoggedModel(model_id, artifact_directory_path),
  getOfLoggedModel: ({ model_id, artifact_file_path }, call) =>
    artifacts.readOfLoggedModel(model_id, artifact_file_path, call),
  proxyList: async ({ path }) => ({ files: await artifacts.listProxied(path) }),
  proxyDownload: ({ path }, call) => artifacts.readProxied(path, call),
  proxyUpload: async ({ path }, call) => {
    await artifacts.writeProxied(path, call.body);
    return {};
  },
  proxyDelete: done(({ path }) => artifacts.deleteProxied(path)),
  createParts: ({ path }) => artifacts.refuseParts(path, "upload"),
  completeParts: ({ path }) => artifacts.refuseParts(path, "upload"),
  abortParts: ({ path }) => artifacts.refuseParts(path, "upload"),
  presign: ({ path }) => artifacts.refuseParts(path, "download"),
});
