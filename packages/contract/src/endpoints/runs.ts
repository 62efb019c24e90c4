import { endpoint, type Level } from "../endpoint.js";
import { DatasetInput } from "../entities/dataset.js";
import { ViewType } from "../entities/lifecycle.js";
import { Metric } from "../entities/metric.js";
import { PageToken } from "../entities/page.js";
import { ModelInput, ModelOutput, Run, RunInfo, RunStatus } from "../entities/run.js";
import { KeyValue } from "../entities/tag.js";
import { Double, Flag, Int32, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { Empty } from "./empty.js";

const runId = Required({ alias: "run_uuid" });
const on = (needs: Level) => ({ resource: "run", id: "run_id", needs }) as const;

export const runs = {
  create: endpoint({
    name: "runs.create",
    method: "POST",
    path: "/mlflow/runs/create",
    access: { resource: "experiment", id: "experiment_id", needs: "EDIT" },
    request: Message({
      experiment_id: Maybe(Text()),
      user_id: Maybe(Text()),
      run_name: Maybe(Text()),
      start_time: Maybe(Int64()),
      tags: List(KeyValue),
    }),
    response: Message({ run: Run }),
  }),
  get: endpoint({
    name: "runs.get",
    method: "GET",
    path: "/mlflow/runs/get",
    access: on("READ"),
    request: Message({ run_id: runId }),
    response: Message({ run: Run }),
  }),
  update: endpoint({
    name: "runs.update",
    method: "POST",
    path: "/mlflow/runs/update",
    access: on("EDIT"),
    request: Message({
      run_id: runId,
      status: Maybe(RunStatus),
      end_time: Maybe(Int64()),
      run_name: Maybe(Text()),
    }),
    response: Message({ run_info: RunInfo }),
  }),
  delete: endpoint({
    name: "runs.delete",
    method: "POST",
    path: "/mlflow/runs/delete",
    access: on("EDIT"),
    request: Message({ run_id: Required() }),
    response: Empty,
  }),
  restore: endpoint({
    name: "runs.restore",
    method: "POST",
    path: "/mlflow/runs/restore",
    access: on("EDIT"),
    request: Message({ run_id: Required() }),
    response: Empty,
  }),
  search: endpoint({
    name: "runs.search",
    method: "POST",
    path: "/mlflow/runs/search",
    access: { resource: "experiment", id: "experiment_ids", needs: "READ" },
    request: Message({
      experiment_ids: List(Text()),
      filter: Maybe(Text()),
      run_view_type: ViewType,
      max_results: Int32({ default: 1000 }),
      order_by: List(Text()),
      page_token: PageToken,
      /**
       * What the answer carries of each run; everything unless given. `info`, which is always carried, `inputs`,
       * `outputs`, `children` for how many there are, and `metrics.`, `params.` or `tags.` followed by a key as it is,
       * or by `*` for all of them.
       * MLflow has no such field.
       */
      fields: List(Text()),
      /** Asks for `total_count`. MLflow has no such field. */
      count: Flag({ default: false }),
      /** Leaves out the runs whose parent is among the experiments and stages searched. MLflow has no such field. */
      top_level: Flag({ default: false }),
    }),
    response: Message({
      runs: List(Run),
      next_page_token: PageToken,
      /** How many runs the search finds on all its pages; only where `count` asked for it. */
      total_count: Maybe(Int64()),
    }),
  }),
  logMetric: endpoint({
    name: "runs.logMetric",
    method: "POST",
    path: "/mlflow/runs/log-metric",
    access: on("EDIT"),
    request: Message({
      run_id: runId,
      key: Required(),
      value: Double(),
      timestamp: Int64(),
      step: Int64({ default: 0 }),
      model_id: Maybe(Text()),
      dataset_name: Maybe(Text()),
      dataset_digest: Maybe(Text()),
    }),
    response: Empty,
  }),
  logParameter: endpoint({
    name: "runs.logParameter",
    method: "POST",
    path: "/mlflow/runs/log-parameter",
    access: on("EDIT"),
    request: Message({ run_id: runId, key: Required(), value: Text({ default: "" }) }),
    response: Empty,
  }),
  setTag: endpoint({
    name: "runs.setTag",
    method: "POST",
    path: "/mlflow/runs/set-tag",
    access: on("EDIT"),
    request: Message({ run_id: runId, key: Required(), value: Text({ default: "" }) }),
    response: Empty,
  }),
  deleteTag: endpoint({
    name: "runs.deleteTag",
    method: "POST",
    path: "/mlflow/runs/delete-tag",
    access: on("EDIT"),
    request: Message({ run_id: Required(), key: Required() }),
    response: Empty,
  }),
  logBatch: endpoint({
    name: "runs.logBatch",
    method: "POST",
    path: "/mlflow/runs/log-batch",
    access: on("EDIT"),
    request: Message({
      run_id: Required(),
      metrics: List(Metric),
      params: List(KeyValue),
      tags: List(KeyValue),
    }),
    response: Empty,
  }),
  logModel: endpoint({
    name: "runs.logModel",
    method: "POST",
    path: "/mlflow/runs/log-model",
    access: on("EDIT"),
    request: Message({ run_id: Required(), model_json: Required() }),
    response: Empty,
  }),
  logInputs: endpoint({
    name: "runs.logInputs",
    method: "POST",
    path: "/mlflow/runs/log-inputs",
    access: on("EDIT"),
    request: Message({ run_id: Required(), datasets: List(DatasetInput), models: List(ModelInput) }),
    response: Empty,
  }),
  logOutputs: endpoint({
    name: "runs.logOutputs",
    method: "POST",
    path: "/mlflow/runs/outputs",
    access: on("EDIT"),
    request: Message({ run_id: Required(), models: List(ModelOutput) }),
    response: Empty,
  }),
};
