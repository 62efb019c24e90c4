import type { TProperties } from "typebox";
import { endpoint } from "../endpoint.js";
import { FileInfo } from "../entities/file-info.js";
import { PageToken } from "../entities/page.js";
import { Dictionary, Int64, Json, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const Listing = Message({ root_uri: Text(), files: List(FileInfo), next_page_token: PageToken });
const Presigned = Message({
  presigned_url: Text(),
  headers: Dictionary(Text()),
  file_size: Maybe(Int64()),
});
const Path = Message({ path: Text({ default: "" }) });

/** `directory` is where the file goes, `path` is the file's name. */
const inParts = <Fields extends TProperties>(name: string, step: string, fields: Fields) =>
  endpoint({
    name,
    method: "POST",
    path: `/mlflow-artifacts/mpu/${step}/*directory`,
    access: { resource: "artifact", id: "directory", needs: "EDIT" },
    request: Message({ directory: Text({ default: "" }), path: Required(), ...fields }),
    response: Empty,
  });

/** Asked of routes that hand out files: whether an address of the store itself is wanted instead. */
const presigned = Maybe(Text());

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
    request: Message({ run_id: Text({ default: "", alias: "run_uuid" }), path: Maybe(Text()) }),
    response: Empty,
    answers: "bytes",
  }),
  getOfModelVersion: endpoint({
    name: "artifacts.getOfModelVersion",
    method: "GET",
    path: "/model-versions/get-artifact",
    prefix: "root",
    access: { resource: "registered-model", id: "name", needs: "READ" },
    request: Message({ name: Required(), version: Required(), path: Required(), presigned }),
    response: Empty,
    answers: "bytes",
  }),
  /** One small file, which the browser UI adds to a run. */
  upload: endpoint({
    name: "artifacts.upload",
    method: "POST",
    path: "/mlflow/upload-artifact",
    prefix: "ajax",
    access: { resource: "run", id: "run_id", needs: "EDIT" },
    request: Message({ run_id: Maybe(Text({ alias: "run_uuid" })), path: Maybe(Text()) }),
    response: Empty,
    sends: "bytes",
    answers: "bytes",
  }),
  /** Addresses of the store itself, for stores that have such. `expiration` in seconds. */
  presignUpload: endpoint({
    name: "artifacts.presignUpload",
    method: "POST",
    path: "/mlflow/artifacts/presigned-upload-url",
    access: { resource: "run", id: "run_id", needs: "EDIT" },
    request: Message({
      run_id: Maybe(Text()),
      model_id: Maybe(Text()),
      path: Required(),
      expiration: Int64({ default: 900 }),
    }),
    response: Presigned,
  }),
  presignDownload: endpoint({
    name: "artifacts.presignDownload",
    method: "POST",
    path: "/mlflow/artifacts/presigned-download-url",
    access: { resource: "run", id: "run_id", needs: "READ" },
    request: Message({ run_id: Required(), path: Required(), expiration: Int64({ default: 300 }) }),
    response: Presigned,
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
    request: Message({ model_id: Required(), artifact_file_path: Maybe(Text()), presigned }),
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
    path: "/mlflow-artifacts/artifacts/*path",
    access: { resource: "artifact", id: "path", needs: "READ" },
    request: Path,
    response: Empty,
    answers: "bytes",
  }),
  proxyUpload: endpoint({
    name: "artifacts.proxyUpload",
    method: "PUT",
    path: "/mlflow-artifacts/artifacts/*path",
    access: { resource: "artifact", id: "path", needs: "EDIT" },
    request: Path,
    response: Empty,
    sends: "bytes",
    answers: "bytes",
  }),
  proxyDelete: endpoint({
    name: "artifacts.proxyDelete",
    method: "DELETE",
    path: "/mlflow-artifacts/artifacts/*path",
    access: { resource: "artifact", id: "path", needs: "MANAGE" },
    request: Path,
    response: Empty,
  }),
  /** Uploads in parts, for stores that have them. Clients fall back on a plain upload. */
  createParts: inParts("artifacts.createParts", "create", { num_parts: Maybe(Int64()) }),
  completeParts: inParts("artifacts.completeParts", "complete", {
    upload_id: Maybe(Text()),
    parts: Json(),
  }),
  abortParts: inParts("artifacts.abortParts", "abort", { upload_id: Maybe(Text()) }),
  /** An address of the store itself to download from, for stores that have such. */
  presign: endpoint({
    name: "artifacts.presign",
    method: "GET",
    path: "/mlflow-artifacts/presigned/*path",
    access: { resource: "artifact", id: "path", needs: "READ" },
    request: Path,
    response: Empty,
  }),
};
