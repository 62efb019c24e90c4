import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Handlers } from "../http/handlers.js";
import { missingValue } from "../validation/invalid-value.js";
import type { ArtifactService } from "./artifact-service.js";

export const artifactRoutes = (artifacts: ArtifactService): Handlers<typeof endpoints.artifacts> => ({
  list: ({ run_id, path }) => artifacts.listOfRun(run_id, path),
  get: ({ run_id, path }, call) => artifacts.readOfRun(run_id, path, call),
  listOfLoggedModel: ({ model_id, artifact_directory_path }) =>
    artifacts.listOfLoggedModel(model_id, artifact_directory_path),
  getOfLoggedModel: (request, call) => artifacts.readOfLoggedModel(request, call),
  getOfModelVersion: (request, call) => artifacts.readOfModelVersion(request, call),
  upload: async (request, call) => {
    await artifacts.upload(request, call.body);
    return { headers: { "content-type": "application/json" }, content: "" };
  },
  presignUpload: (request) => artifacts.presignUpload(request),
  presignDownload: (request) => artifacts.presignDownload(request),
  proxyList: async ({ path }) => ({ files: await artifacts.listProxied(path) }),
  proxyDownload: ({ path }, call) => artifacts.readProxied(path, call),
  proxyUpload: async ({ path }, call) => {
    await artifacts.writeProxied(path, call.body);
    return {};
  },
  proxyDelete: done(({ path }) => artifacts.deleteProxied(path)),
  createParts: ({ directory, path }) => artifacts.refuseParts(directory, path),
  completeParts: async ({ directory, path, parts }) => {
    if (parts === "") throw missingValue("parts");
    return artifacts.refuseParts(directory, path);
  },
  abortParts: ({ directory, path }) => artifacts.refuseParts(directory, path),
  presign: ({ path }) => artifacts.refuseSigning(path),
});
