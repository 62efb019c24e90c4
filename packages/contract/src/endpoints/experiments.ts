import { endpoint } from "../endpoint.js";
import { DatasetSummary } from "../entities/dataset.js";
import { Experiment } from "../entities/experiment.js";
import { ViewType } from "../entities/lifecycle.js";
import { PageToken } from "../entities/page.js";
import { KeyValue } from "../entities/tag.js";
import { Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const id = Required();
const on = (needs: "READ" | "EDIT" | "MANAGE") =>
  ({ resource: "experiment", id: "experiment_id", needs }) as const;

export const experiments = {
  create: endpoint({
    name: "experiments.create",
    method: "POST",
    path: "/mlflow/experiments/create",
    access: { resource: "experiment", needs: "EDIT" },
    request: Message({ name: Required(), artifact_location: Maybe(Text()), tags: List(KeyValue) }),
    response: Message({ experiment_id: Text() }),
  }),
  search: endpoint({
    name: "experiments.search",
    method: ["POST", "GET"],
    path: "/mlflow/experiments/search",
    access: { resource: "experiment", needs: "READ" },
    request: Message({
      max_results: Maybe(Int64()),
      page_token: PageToken,
      filter: Maybe(Text()),
      order_by: List(Text()),
      view_type: ViewType,
    }),
    response: Message({ experiments: List(Experiment), next_page_token: PageToken }),
  }),
  get: endpoint({
    name: "experiments.get",
    method: "GET",
    path: "/mlflow/experiments/get",
    access: on("READ"),
    request: Message({ experiment_id: id }),
    response: Message({ experiment: Experiment }),
  }),
  getByName: endpoint({
    name: "experiments.getByName",
    method: "GET",
    path: "/mlflow/experiments/get-by-name",
    access: { resource: "experiment", id: "experiment_name", needs: "READ" },
    request: Message({ experiment_name: Required() }),
    response: Message({ experiment: Experiment }),
  }),
  update: endpoint({
    name: "experiments.update",
    method: "POST",
    path: "/mlflow/experiments/update",
    access: on("EDIT"),
    request: Message({ experiment_id: id, new_name: Required() }),
    response: Empty,
  }),
  delete: endpoint({
    name: "experiments.delete",
    method: "POST",
    path: "/mlflow/experiments/delete",
    access: on("MANAGE"),
    request: Message({ experiment_id: id }),
    response: Empty,
  }),
  restore: endpoint({
    name: "experiments.restore",
    method: "POST",
    path: "/mlflow/experiments/restore",
    access: on("MANAGE"),
    request: Message({ experiment_id: id }),
    response: Empty,
  }),
  searchDatasets: endpoint({
    name: "experiments.searchDatasets",
    method: "POST",
    path: "/mlflow/experiments/search-datasets",
    access: { resource: "experiment", id: "experiment_ids", needs: "READ" },
    request: Message({ experiment_ids: List(Text()) }),
    response: Message({ dataset_summaries: List(DatasetSummary) }),
  }),
  setTag: endpoint({
    name: "experiments.setTag",
    method: "POST",
    path: "/mlflow/experiments/set-experiment-tag",
    access: on("EDIT"),
    request: Message({ experiment_id: id, key: Required(), value: Text({ default: "" }) }),
    response: Empty,
  }),
  deleteTag: endpoint({
    name: "experiments.deleteTag",
    method: "POST",
    path: "/mlflow/experiments/delete-experiment-tag",
    access: on("EDIT"),
    request: Message({ experiment_id: id, key: Required() }),
    response: Empty,
  }),
};
