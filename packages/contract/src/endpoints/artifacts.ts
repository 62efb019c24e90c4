import { endpoint } from "../endpoint.js";
import { FileInfo } from "../entities/file-info.js";
import { PageToken } from "../entities/page.js";
import { List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const Listing = Message({ root_uri: Text(), files: List(FileInfo), next_page_token: PageToken });
const Path = Message({ path: Text({ default: "" }) });

const inParts = (name: string, step: string) =>
  endpoint({
    name,
    method: "POST",
    path: `/mlflow-artifacts/mpu/${step}/*`,
    access: { resource: "artifact", id: "path", needs: "EDIT" },
    request: Path,
    response: Empty,
  });

/** Artifacts as clients see them: of a run or a logged model, and the proxied root. */
export const artifacts = {
  list: endpoint({
    name: "artifacts.list",
    method: "GET",
    path: "/mlflow/artifacts/list",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({
      run_id: Required({ alias: "run_uuid" }),
      path: Maybe(Text()),
      page_token: PageToken,
    }),
    response: Listing,
  }),
  get: endpoint({
    name: "artifacts.get",
    method: "GET",
    path: "/get-artifact",
    prefix: "root",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({ run_id: Required({ alias: "run_uuid" }), path: Required() }),
    response: Empty,
    answers: "bytes",
  }),
  listOfLoggedModel: endpoint({
    name: "artifacts.listOfLoggedModel",
    method: "GET",
    path: "/mlflow/logged-models/:model_id/artifacts/directories",
    access: { resource: "logged-model", id: "model_id", needs: "READ" },
    request: Message({
      model_id: Required(),
      artifact_directory_path: Maybe(Text()),
      page_token: PageToken,
    }),
    response: Listing,
  }),
  getOfLoggedModel: endpoint({
    name: "artifacts.getOfLoggedModel",
    method: "GET",
    path: "/mlflow/logged-models/:model_id/artifacts/files",
    access: { resource: "logged-model", id: "model_id", needs: "READ" },
    request: Message({ model_id: Required(), artifact_file_path: Required() }),
    response: Empty,
    answers: "bytes",
  }),
  proxyList: endpoint({
    name: "artifacts.proxyList",
    method: "GET",
    path: "/mlflow-artifacts/artifacts",
    access: { resource: "artifact", id: "path", needs: "READ" },
    request: Path,
    response: Message({ files: List(FileInfo) }),
  }),
  proxyDownload: endpoint({
    name: "artifacts.proxyDownload",
    method: "GET",
    path: "/mlflow-artifacts/artifacts/*",
    access: { resource: "artifact", id: "path", needs: "READ" },
    request: Path,
    response: Empty,
    answers: "bytes",
  }),
  proxyUpload: endpoint({
    name: "artifacts.proxyUpload",
    method: "PUT",
    path: "/mlflow-artifacts/artifacts/*",
    access: { resource: "artifact", id: "path", needs: "EDIT" },
    request: Path,
    response: Empty,
    sends: "bytes",
  }),
  proxyDelete: endpoint({
    name: "artifacts.proxyDelete",
    method: "DELETE",
    path: "/mlflow-artifacts/artifacts/*",
    access: { resource: "artifact", id: "path", needs: "MANAGE" },
    request: Path,
    response: Empty,
  }),
  /** Uploads in parts, for stores that have them. Clients fall back on a plain upload. */
  createParts: inParts("artifacts.createParts", "create"),
  completeParts: inParts("artifacts.completeParts", "complete"),
  abortParts: inParts("artifacts.abortParts", "abort"),
  /** An address of the store itself to download from, for stores that have such. */
  presign: endpoint({
    name: "artifacts.presign",
    method: "GET",
    path: "/mlflow-artifacts/presigned/*",
    access: { resource: "artifact", id: "path", needs: "READ" },
    request: Path,
    response: Empty,
  }),
};
