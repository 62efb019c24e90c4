import { endpoint, type Level } from "../endpoint.js";
import { LoggedModel, LoggedModelStatus } from "../entities/logged-model.js";
import { PageToken } from "../entities/page.js";
import { KeyValue } from "../entities/tag.js";
import { Flag, Int32, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const on = (needs: Level) => ({ resource: "logged-model", id: "model_id", needs }) as const;
const Answer = Message({ model: LoggedModel });

export const loggedModels = {
  create: endpoint({
    name: "loggedModels.create",
    method: "POST",
    path: "/mlflow/logged-models",
    access: { resource: "experiment", id: "experiment_id", needs: "EDIT" },
    request: Message({
      experiment_id: Required(),
      name: Maybe(Text()),
      model_type: Maybe(Text()),
      source_run_id: Maybe(Text()),
      params: List(KeyValue),
      tags: List(KeyValue),
    }),
    response: Answer,
  }),
  get: endpoint({
    name: "loggedModels.get",
    method: "GET",
    path: "/mlflow/logged-models/:model_id",
    access: on("READ"),
    request: Message({ model_id: Required(), allow_deleted: Flag({ default: false }) }),
    response: Answer,
  }),
  finalize: endpoint({
    name: "loggedModels.finalize",
    method: "PATCH",
    path: "/mlflow/logged-models/:model_id",
    access: on("EDIT"),
    request: Message({ model_id: Required(), status: LoggedModelStatus }),
    response: Answer,
  }),
  delete: endpoint({
    name: "loggedModels.delete",
    method: "DELETE",
    path: "/mlflow/logged-models/:model_id",
    access: on("MANAGE"),
    request: Message({ model_id: Required() }),
    response: Empty,
  }),
  search: endpoint({
    name: "loggedModels.search",
    method: "POST",
    path: "/mlflow/logged-models/search",
    access: { resource: "experiment", id: "experiment_ids", needs: "READ" },
    request: Message({
      experiment_ids: List(Text()),
      filter: Maybe(Text()),
      datasets: List(Message({ dataset_name: Text({ default: "" }), dataset_digest: Maybe(Text()) })),
      max_results: Int32({ default: 50 }),
      order_by: List(
        Message({
          field_name: Required(),
          ascending: Flag({ default: true }),
          dataset_name: Maybe(Text()),
          dataset_digest: Maybe(Text()),
        }),
      ),
      page_token: PageToken,
    }),
    response: Message({ models: List(LoggedModel), next_page_token: PageToken }),
  }),
  setTags: endpoint({
    name: "loggedModels.setTags",
    method: "PATCH",
    path: "/mlflow/logged-models/:model_id/tags",
    access: on("EDIT"),
    request: Message({ model_id: Required(), tags: List(KeyValue) }),
    response: Empty,
  }),
  deleteTag: endpoint({
    name: "loggedModels.deleteTag",
    method: "DELETE",
    path: "/mlflow/logged-models/:model_id/tags/:tag_key",
    access: on("EDIT"),
    request: Message({ model_id: Required(), tag_key: Required() }),
    response: Empty,
  }),
  logParams: endpoint({
    name: "loggedModels.logParams",
    method: "POST",
    path: "/mlflow/logged-models/:model_id/params",
    access: on("EDIT"),
    request: Message({ model_id: Required(), params: List(KeyValue) }),
    response: Empty,
  }),
};
