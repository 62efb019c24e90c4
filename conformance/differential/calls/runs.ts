import fc from "fast-check";
import { filter, orderBy } from "./filters.js";
import { experimentId, experimentIds, modelId, runId } from "./ids.js";
import { call } from "./make-call.js";
import {
  double,
  int64,
  key,
  maxResults,
  maybe,
  mostly,
  pageToken,
  pairs,
  step,
  text,
  viewType,
} from "./values.js";

const KEYS = {
  numbers: ["metrics.m", "metric.n", "metrics.`m/n`", "attributes.start_time", "end_time", "start_time"],
  texts: [
    "params.p",
    "param.q",
    "parameters.p",
    "tags.p",
    "tag.q",
    'tags."a b"',
    "status",
    "attributes.user_id",
    "attr.status",
    "params.`a.b`",
    "tags.mlflow.note.content",
  ],
  lists: [
    "run_id",
    "attributes.run_id",
    "dataset.name",
    "datasets.digest",
    "dataset.context",
    "run_name",
    "params.p",
  ],
  odd: [
    "bogus",
    "metrics.",
    "attributes.bogus",
    "tags.`",
    "lifecycle_stage",
    "experiment_id",
    "artifact_uri",
    "model.name",
    "created",
    "a.b.c",
    "Metrics.m",
    "STATUS",
  ],
};
const ORDERS = [
  "metrics.m",
  "metrics.n",
  "params.p",
  "tags.p",
  "attributes.start_time",
  "start_time",
  "end_time",
  "status",
  "attribute.user_id",
  "metrics.`m/n`",
  'tags."a b"',
  "created",
  "Created",
];

const metric = fc.record(
  { key, value: double, timestamp: int64, step: maybe(step) },
  { requiredKeys: ["key", "value", "timestamp"] },
);
const dataset = fc.record({
  name: mostly(["d", "e"], ["", "x".repeat(500), "x".repeat(501)]),
  digest: mostly(["1", "2"], ["", "x".repeat(36), "x".repeat(37)]),
  source_type: mostly(["local"], ["", "x".repeat(36), "x".repeat(37)]),
  source: mostly(["s"], ["", "x".repeat(65_536)]),
  schema: maybe(mostly(["{}"], ["", "not json"])),
  profile: maybe(mostly(["{}"], [""])),
});
const inputTag = fc.record({
  key: mostly(["mlflow.data.context"], ["", "k", "x".repeat(256)]),
  value: mostly(["a", "train"], ["", "x".repeat(501)]),
});
const datasetInput = fc.record({ dataset, tags: maybe(fc.array(inputTag, { maxLength: 2 })) });
const userId = maybe(mostly(["a", "b"], ["", "x".repeat(256), "x".repeat(257), "é"]));
const runName = mostly(["r", "a run", "value"], ["x".repeat(250), "x".repeat(251), "é", " "]);

export const createRun = call("POST", "runs/create", {
  experiment_id: experimentId,
  user_id: userId,
  run_name: runName,
  start_time: int64,
  tags: maybe(pairs),
});
export const logBatch = call("POST", "runs/log-batch", {
  run_id: runId,
  metrics: maybe(fc.array(metric, { maxLength: 4 })),
  params: maybe(fc.array(fc.record({ key, value: text(6000) }), { maxLength: 3 })),
  tags: maybe(pairs),
});
export const logMetric = call("POST", "runs/log-metric", {
  run_id: runId,
  key,
  value: double,
  timestamp: int64,
  step: maybe(step),
});
const history = {
  run_id: runId,
  metric_key: key,
  page_token: pageToken,
  max_results: maxResults(25_000),
};
const search = {
  experiment_ids: experimentIds,
  filter: maybe(filter(KEYS)),
  run_view_type: viewType,
  max_results: maxResults(50_000),
  order_by: maybe(
    orderBy(ORDERS, ["dataset.name", "model.name", "attributes.bogus", "metrics.", "params.p foo"]),
  ),
  page_token: pageToken,
};
const MODEL_JSON =
  '{"artifact_path": "model", "run_id": "<run0>", "flavors": {"f": {}}, "utc_time_created": "t"}';

/** Calls that change one run. */
const changes = fc.oneof(
  createRun,
  logBatch,
  logMetric,
  logMetric,
  call("POST", "runs/update", {
    run_id: runId,
    status: maybe(
      mostly(
        ["RUNNING", "FINISHED", "FAILED"],
        ["SCHEDULED", "KILLED", 3, "3", 0, 9, "bogus", "finished"],
        3,
      ),
    ),
    end_time: maybe(int64),
    run_name: maybe(runName),
  }),
  call("POST", "runs/delete", { run_id: runId }),
  call("POST", "runs/restore", { run_id: runId }),
  call("POST", "runs/log-parameter", { run_id: runId, key, value: maybe(text(6000)) }),
  call("POST", "runs/set-tag", { run_id: runId, key, value: maybe(text(8000)) }),
  call("POST", "runs/delete-tag", { run_id: runId, key }),
  call("POST", "runs/log-inputs", {
    run_id: runId,
    datasets: maybe(fc.array(datasetInput, { maxLength: 2 })),
    models: maybe(fc.array(fc.record({ model_id: modelId }), { maxLength: 2 })),
  }),
  call("POST", "runs/outputs", {
    run_id: runId,
    models: fc.array(fc.record({ model_id: modelId, step }), { maxLength: 2 }),
  }),
  call("POST", "runs/log-model", {
    run_id: runId,
    model_json: mostly([MODEL_JSON], ["{}", "[]", "5", "not json", "", "null"], 3),
  }),
);

const ids = fc.array(runId, { minLength: 1, maxLength: 2 });
const bulk = call("GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk", {
  run_id: ids,
  metric_key: maybe(key),
  max_results: maxResults(25_000),
});
const interval = call("GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk-interval", {
  run_ids: ids,
  metric_key: key,
  start_step: maybe(step),
  end_step: maybe(step),
  max_results: maxResults(2500),
});

/** Calls that read runs. */
const reads = fc.oneof(
  call("GET", "runs/get", { run_id: runId }),
  call("GET", "metrics/get-history", history),
  bulk,
  interval,
  call("POST", "/ajax-api/2.0/mlflow/experiments/search-datasets", { experiment_ids: experimentIds }),
  { arbitrary: call("POST", "runs/search", search), weight: 3 },
);

/** Calls on runs and their data. */
export const runCalls = fc.oneof({ arbitrary: changes, weight: 5 }, { arbitrary: reads, weight: 4 });
