import { endpoint, type Level } from "../endpoint.js";
import { ModelVersion } from "../entities/model-version.js";
import { PageToken } from "../entities/page.js";
import { KeyValue } from "../entities/tag.js";
import { Flag, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const on = (needs: Level) => ({ resource: "registered-model", id: "name", needs }) as const;
const Answer = Message({ model_version: ModelVersion });
const version = Required();

export const modelVersions = {
  create: endpoint({
    name: "modelVersions.create",
    method: "POST",
    path: "/mlflow/model-versions/create",
    access: on("EDIT"),
    request: Message({
      name: Required(),
      source: Required(),
      run_id: Maybe(Text()),
      tags: List(KeyValue),
      run_link: Maybe(Text()),
      description: Maybe(Text()),
      model_id: Maybe(Text()),
    }),
    response: Answer,
  }),
  update: endpoint({
    name: "modelVersions.update",
    method: "PATCH",
    path: "/mlflow/model-versions/update",
    access: on("EDIT"),
    request: Message({ name: Required(), version, description: Maybe(Text()) }),
    response: Answer,
  }),
  transitionStage: endpoint({
    name: "modelVersions.transitionStage",
    method: "POST",
    path: "/mlflow/model-versions/transition-stage",
    access: on("MANAGE"),
    request: Message({
      name: Required(),
      version,
      stage: Required(),
      archive_existing_versions: Flag({ default: false }),
    }),
    response: Answer,
  }),
  delete: endpoint({
    name: "modelVersions.delete",
    method: "DELETE",
    path: "/mlflow/model-versions/delete",
    access: on("MANAGE"),
    request: Message({ name: Required(), version }),
    response: Empty,
  }),
  get: endpoint({
    name: "modelVersions.get",
    method: "GET",
    path: "/mlflow/model-versions/get",
    access: on("READ"),
    request: Message({ name: Required(), version }),
    response: Answer,
  }),
  search: endpoint({
    name: "modelVersions.search",
    method: "GET",
    path: "/mlflow/model-versions/search",
    access: { resource: "registered-model", needs: "READ" },
    request: Message({
      filter: Maybe(Text()),
      max_results: Int64({ default: 200_000 }),
      order_by: List(Text()),
      page_token: PageToken,
    }),
    response: Message({ model_versions: List(ModelVersion), next_page_token: PageToken }),
  }),
  getDownloadUri: endpoint({
    name: "modelVersions.getDownloadUri",
    method: "GET",
    path: "/mlflow/model-versions/get-download-uri",
    access: on("READ"),
    request: Message({ name: Text({ default: "" }), version }),
    response: Message({ artifact_uri: Text() }),
  }),
  setTag: endpoint({
    name: "modelVersions.setTag",
    method: "POST",
    path: "/mlflow/model-versions/set-tag",
    access: on("EDIT"),
    request: Message({ name: Required(), version, key: Required(), value: Text({ default: "" }) }),
    response: Empty,
  }),
  deleteTag: endpoint({
    name: "modelVersions.deleteTag",
    method: "DELETE",
    path: "/mlflow/model-versions/delete-tag",
    access: on("EDIT"),
    request: Message({ name: Required(), version, key: Required() }),
    response: Empty,
  }),
};
