import type { endpoints } from "@slipway/contract";
import { done } from "../http/done.js";
import type { Bytes, Handlers } from "../http/handlers.js";
import { missingValue } from "../validation/invalid-value.js";
import type { ArtifactService } from "./artifact-service.js";
import type { ProxiedArtifacts } from "./proxied-artifacts.js";

/** What MLflow answers to an upload. */
const NOTHING: Bytes = { headers: { "content-type": "application/json" }, content: "" };

type Calls = Handlers<typeof endpoints.artifacts>;

/** The calls on the root that is given out, which need no database. */
type Proxied = Extract<keyof Calls, `proxy${string}` | `${string}Parts` | "presign">;

export const artifactRoutes = (artifacts: ArtifactService): Omit<Calls, Proxied> => ({
  list: ({ run_id, path }) => artifacts.listOfRun(run_id, path),
  get: (request, call) => artifacts.readOfRun(request, call),
  listOfLoggedModel: ({ model_id, artifact_directory_path }) =>
    artifacts.listOfLoggedModel(model_id, artifact_directory_path),
  getOfLoggedModel: (request, call) => artifacts.readOfLoggedModel(request, call),
  getOfModelVersion: (request, call) => artifacts.readOfModelVersion(request, call),
  upload: async (request, call) => {
    await artifacts.upload(request, call.body);
    return NOTHING;
  },
  presignUpload: (request) => artifacts.presignUpload(request),
  presignDownload: (request) => artifacts.presignDownload(request),
});

export const proxyRoutes = (artifacts: ProxiedArtifacts): Pick<Calls, Proxied> => ({
  proxyList: async ({ path }) => ({ files: await artifacts.list(path) }),
  proxyDownload: ({ path }, call) => artifacts.read(path, call),
  proxyUpload: async ({ path }, call) => {
    await artifacts.write(path, call.body);
    return NOTHING;
  },
  proxyDelete: done(({ path }) => artifacts.delete(path)),
  createParts: ({ directory, path }) => artifacts.refuseParts(directory, path),
  completeParts: async ({ directory, path, parts }) => {
    if (parts === "") throw missingValue("parts");
    return artifacts.refuseParts(directory, path);
  },
  abortParts: ({ directory, path }) => artifacts.refuseParts(directory, path),
  presign: ({ path }) => artifacts.refuseSigning(path),
});
