import { endpoint, type Level, type Method } from "../endpoint.js";
import { ModelVersion } from "../entities/model-version.js";
import { PageToken } from "../entities/page.js";
import { RegisteredModel } from "../entities/registered-model.js";
import { KeyValue } from "../entities/tag.js";
import { Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const on = (needs: Level) => ({ resource: "registered-model", id: "name", needs }) as const;
const Answer = Message({ registered_model: RegisteredModel });
const alias = <Verb extends Method>(method: Verb, needs: Level) => ({
  method,
  path: "/mlflow/registered-models/alias",
  access: on(needs),
});

export const registeredModels = {
  create: endpoint({
    name: "registeredModels.create",
    method: "POST",
    path: "/mlflow/registered-models/create",
    access: { resource: "registered-model", needs: "EDIT" },
    request: Message({ name: Required(), tags: List(KeyValue), description: Maybe(Text()) }),
    response: Answer,
  }),
  rename: endpoint({
    name: "registeredModels.rename",
    method: "POST",
    path: "/mlflow/registered-models/rename",
    access: on("MANAGE"),
    request: Message({ name: Required(), new_name: Required() }),
    response: Answer,
  }),
  update: endpoint({
    name: "registeredModels.update",
    method: "PATCH",
    path: "/mlflow/registered-models/update",
    access: on("EDIT"),
    request: Message({ name: Required(), description: Maybe(Text()) }),
    response: Answer,
  }),
  delete: endpoint({
    name: "registeredModels.delete",
    method: "DELETE",
    path: "/mlflow/registered-models/delete",
    access: on("MANAGE"),
    request: Message({ name: Required() }),
    response: Empty,
  }),
  get: endpoint({
    name: "registeredModels.get",
    method: "GET",
    path: "/mlflow/registered-models/get",
    access: on("READ"),
    request: Message({ name: Required() }),
    response: Answer,
  }),
  search: endpoint({
    name: "registeredModels.search",
    method: "GET",
    path: "/mlflow/registered-models/search",
    access: { resource: "registered-model", needs: "READ" },
    request: Message({
      filter: Maybe(Text()),
      max_results: Int64({ default: 100 }),
      order_by: List(Text()),
      page_token: PageToken,
    }),
    response: Message({ registered_models: List(RegisteredModel), next_page_token: PageToken }),
  }),
  getLatestVersions: endpoint({
    name: "registeredModels.getLatestVersions",
    method: ["POST", "GET"],
    path: "/mlflow/registered-models/get-latest-versions",
    access: on("READ"),
    request: Message({ name: Required(), stages: List(Text()) }),
    response: Message({ model_versions: List(ModelVersion) }),
  }),
  setTag: endpoint({
    name: "registeredModels.setTag",
    method: "POST",
    path: "/mlflow/registered-models/set-tag",
    access: on("EDIT"),
    request: Message({ name: Required(), key: Required(), value: Text({ default: "" }) }),
    response: Empty,
  }),
  deleteTag: endpoint({
    name: "registeredModels.deleteTag",
    method: "DELETE",
    path: "/mlflow/registered-models/delete-tag",
    access: on("EDIT"),
    request: Message({ name: Required(), key: Required() }),
    response: Empty,
  }),
  setAlias: endpoint({
    name: "registeredModels.setAlias",
    ...alias("POST", "MANAGE"),
    request: Message({ name: Required(), alias: Required(), version: Required() }),
    response: Empty,
  }),
  deleteAlias: endpoint({
    name: "registeredModels.deleteAlias",
    ...alias("DELETE", "MANAGE"),
    request: Message({ name: Required(), alias: Required() }),
    response: Empty,
  }),
  getByAlias: endpoint({
    name: "registeredModels.getByAlias",
    ...alias("GET", "READ"),
    request: Message({ name: Required(), alias: Required() }),
    response: Message({ model_version: ModelVersion }),
  }),
};
