/**
 * What a field of a request holds; each kind has its own ways of being wrong (`bad-values.ts`). "sent" is a field
 * that repeats what the address says: MLflow wants it, ours does not look at it.
 */
export type Kind =
  | "text"
  | "sent"
  | "name"
  | "newModelName"
  | "path"
  | "key"
  | "modelName"
  | "version"
  | "experimentId"
  | "runId"
  | "modelId"
  | "int"
  | "double"
  | "bool"
  | "status"
  | "modelStatus"
  | "viewType"
  | "stage"
  | "alias"
  | "uri"
  | "filter"
  | "orderBy"
  | "pageToken"
  | "maxResults"
  | "ids"
  | "list";

export interface Field {
  readonly kind: Kind;
  readonly required: boolean;
  /** A valid value; `<run>` and the like stand for what the fixture made. */
  readonly valid: unknown;
  /** Longest text, or largest number, that is accepted. */
  readonly max?: number;
}

export interface EndpointUnderTest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below `/api/2.0/mlflow/`, unless it starts with a slash. */
  readonly path: string;
  readonly fields: Readonly<Record<string, Field>>;
}

const must = (kind: Kind, valid: unknown, max?: number): Field => ({ kind, required: true, valid, max });
const may = (kind: Kind, valid: unknown, max?: number): Field => ({ kind, required: false, valid, max });
const at = (method: EndpointUnderTest["method"], path: string, fields: EndpointUnderTest["fields"] = {}) => ({
  method,
  path,
  fields,
});

const pair = { key: "k", value: "v" };
const experiment = must("experimentId", "<experiment>");
const run = must("runId", "<run>");
const key = must("key", "k", 250);
const value = may("text", "v");
const model = must("modelName", "<model>");
const version = must("version", "1");
const tags = may("list", [pair]);
const token = may("pageToken", "");
const filter = may("filter", "");
const event = { entity: "REGISTERED_MODEL", action: "CREATED" };
const point = { key: "m", value: 1, timestamp: 1, step: 0 };

/** Every call of the issue, with its fields. A required field is one that MLflow refuses to miss. */
export const ENDPOINTS: readonly EndpointUnderTest[] = [
  at("POST", "experiments/create", {
    name: must("name", "<fresh>", 500),
    artifact_location: may("uri", "", 2048),
    tags,
  }),
  at("POST", "experiments/search", {
    max_results: must("maxResults", 1, 50_000),
    page_token: token,
    filter,
    order_by: may("orderBy", ["name"]),
    view_type: may("viewType", "ALL"),
  }),
  at("GET", "experiments/search", { max_results: must("maxResults", 1, 50_000), page_token: token, filter }),
  at("GET", "experiments/get", { experiment_id: experiment }),
  at("GET", "experiments/get-by-name", { experiment_name: must("text", "Default") }),
  at("POST", "experiments/delete", { experiment_id: experiment }),
  at("POST", "experiments/restore", { experiment_id: experiment }),
  at("POST", "experiments/update", { experiment_id: experiment, new_name: must("name", "<fresh>", 500) }),
  at("POST", "experiments/set-experiment-tag", {
    experiment_id: experiment,
    key,
    value: may("text", "v", 20_000),
  }),
  at("POST", "experiments/delete-experiment-tag", {
    experiment_id: experiment,
    key: must("text", "no such tag"),
  }),
  at("POST", "runs/create", {
    experiment_id: experiment,
    user_id: may("text", "someone"),
    run_name: may("text", "a run"),
    start_time: may("int", 5),
    tags,
  }),
  at("POST", "runs/update", {
    run_id: run,
    status: may("status", "RUNNING"),
    end_time: may("int", 5),
    run_name: may("text", "a run"),
  }),
  at("POST", "runs/delete", { run_id: run }),
  at("POST", "runs/restore", { run_id: run }),
  at("GET", "runs/get", { run_id: run }),
  at("POST", "runs/search", {
    experiment_ids: may("ids", ["<experiment>"]),
    filter,
    run_view_type: may("viewType", "ALL"),
    max_results: may("maxResults", 5, 50_000),
    order_by: may("orderBy", ["metrics.m DESC"]),
    page_token: token,
  }),
  at("POST", "runs/log-metric", {
    run_id: run,
    key: must("key", "m", 250),
    value: must("double", 1),
    timestamp: must("int", 1),
    step: may("int", 0),
    model_id: may("modelId", "<logged>"),
    dataset_name: may("text", ""),
    dataset_digest: may("text", ""),
  }),
  at("POST", "runs/log-parameter", { run_id: run, key, value }),
  at("POST", "runs/set-tag", { run_id: run, key, value }),
  at("POST", "runs/delete-tag", { run_id: run, key: must("text", "no such tag") }),
  at("POST", "runs/log-batch", {
    run_id: run,
    metrics: may("list", [point]),
    params: may("list", [pair]),
    tags,
  }),
  at("POST", "runs/log-model", { run_id: run, model_json: must("text", "{}") }),
  at("POST", "runs/log-inputs", {
    run_id: run,
    datasets: may("list", [{ dataset: { name: "d", digest: "1", source_type: "local", source: "s" } }]),
    models: may("list", [{ model_id: "<logged>" }]),
  }),
  at("POST", "runs/outputs", { run_id: run, models: must("list", [{ model_id: "<logged>", step: 0 }]) }),
  at("GET", "metrics/get-history", {
    run_id: run,
    metric_key: must("text", "m"),
    page_token: token,
    max_results: may("int", 5),
  }),
  at("GET", "artifacts/list", { run_id: run, path: may("path", ""), page_token: token }),

  at("POST", "logged-models", {
    experiment_id: experiment,
    name: may("text", "a model"),
    model_type: may("text", "classifier"),
    source_run_id: may("text", "<run>"),
    params: may("list", [pair]),
    tags,
  }),
  at("GET", "logged-models/<logged>", { allow_deleted: may("bool", "true") }),
  at("GET", "logged-models/m-nowhere"),
  at("PATCH", "logged-models/<logged>", {
    model_id: may("sent", "<logged>"),
    status: must("modelStatus", "LOGGED_MODEL_READY"),
  }),
  at("PATCH", "logged-models/m-nowhere", {
    model_id: may("sent", "m-nowhere"),
    status: must("modelStatus", 2),
  }),
  at("DELETE", "logged-models/m-nowhere"),
  at("POST", "logged-models/search", {
    experiment_ids: must("ids", ["<experiment>"]),
    filter,
    datasets: may("list", [{ dataset_name: "d" }]),
    max_results: may("maxResults", 5),
    order_by: may("list", [{ field_name: "creation_timestamp" }]),
    page_token: token,
  }),
  at("PATCH", "logged-models/<logged>/tags", { tags: may("list", [pair]) }),
  at("PATCH", "logged-models/m-nowhere/tags", { tags: may("list", [pair]) }),
  at("DELETE", "logged-models/<logged>/tags/nowhere"),
  at("POST", "logged-models/<logged>/params", {
    model_id: may("sent", "<logged>"),
    params: may("list", [{ key: "<fresh>", value: "v" }]),
  }),
  at("GET", "logged-models/<logged>/artifacts/directories", { artifact_directory_path: may("path", "") }),
  at("GET", "logged-models/m-nowhere/artifacts/directories"),

  at("POST", "registered-models/create", {
    name: must("name", "<fresh>"),
    tags,
    description: may("text", "d"),
  }),
  at("POST", "registered-models/rename", {
    name: must("modelName", "no such model"),
    new_name: must("name", "<fresh>"),
  }),
  at("PATCH", "registered-models/update", { name: model, description: may("text", "d") }),
  at("DELETE", "registered-models/delete", { name: must("modelName", "no such model") }),
  at("GET", "registered-models/get", { name: model }),
  at("GET", "registered-models/search", {
    filter,
    max_results: may("maxResults", 5, 1000),
    order_by: may("orderBy", "name"),
    page_token: token,
  }),
  at("POST", "registered-models/get-latest-versions", { name: model, stages: may("list", ["None"]) }),
  at("GET", "registered-models/get-latest-versions", { name: model, stages: may("stage", "None") }),
  at("POST", "registered-models/set-tag", { name: model, key, value: may("text", "v", 100_000) }),
  at("DELETE", "registered-models/delete-tag", { name: model, key: must("text", "k") }),
  at("POST", "registered-models/alias", { name: model, alias: must("alias", "champion", 255), version }),
  at("DELETE", "registered-models/alias", { name: model, alias: must("text", "no-such") }),
  at("GET", "registered-models/alias", { name: model, alias: must("text", "no-such") }),

  at("POST", "model-versions/create", {
    name: model,
    source: must("uri", "<source>"),
    run_id: must("text", "<run>"),
    tags,
    run_link: may("text", ""),
    description: may("text", "d"),
    model_id: may("text", ""),
  }),
  at("PATCH", "model-versions/update", { name: model, version, description: may("text", "d") }),
  at("POST", "model-versions/transition-stage", {
    name: model,
    version,
    stage: must("stage", "None"),
    archive_existing_versions: may("bool", false),
  }),
  at("DELETE", "model-versions/delete", { name: model, version: must("version", "99") }),
  at("GET", "model-versions/get", { name: model, version }),
  at("GET", "model-versions/search", {
    filter,
    max_results: may("maxResults", 5, 200_000),
    order_by: may("orderBy", "name"),
    page_token: token,
  }),
  at("GET", "model-versions/get-download-uri", { name: model, version }),
  at("POST", "model-versions/set-tag", { name: model, version, key, value: may("text", "v", 100_000) }),
  at("DELETE", "model-versions/delete-tag", { name: model, version, key: must("text", "k") }),

  at("POST", "webhooks", {
    name: must("text", "hook"),
    description: may("text", "d", 1000),
    url: must("text", "https://93.184.216.34/hook", 500),
    events: must("list", [event]),
    secret: may("text", "s"),
    status: may("status", "ACTIVE"),
  }),
  at("GET", "webhooks", { max_results: may("maxResults", 5, 1000), page_token: token }),
  at("GET", "webhooks/nowhere"),
  at("PATCH", "webhooks/nowhere", { name: may("text", "hook"), events: may("list", [event]) }),
  at("DELETE", "webhooks/nowhere"),
  at("POST", "webhooks/nowhere/test", { event: may("text", event) }),

  at("POST", "/ajax-api/2.0/mlflow/experiments/search-datasets", {
    experiment_ids: must("ids", ["<experiment>"]),
  }),
  at("GET", "/ajax-api/2.0/mlflow/metrics/get-history-bulk", {
    run_id: must("text", "<run>"),
    metric_key: must("text", "m"),
    max_results: may("maxResults", 5, 25_000),
  }),
  at("GET", "metrics/get-history-bulk-interval", {
    run_ids: must("text", "<run>"),
    metric_key: must("text", "m"),
    start_step: may("int", 0),
    end_step: may("int", 5),
    max_results: may("maxResults", 5, 2500),
  }),
  at("POST", "artifacts/presigned-upload-url", {
    run_id: must("runId", "<run>"),
    path: must("path", "a/b"),
    expiration: may("int", 5),
  }),
  at("POST", "artifacts/presigned-download-url", {
    run_id: must("runId", "<run>"),
    path: must("path", "a/b"),
    expiration: may("int", 5),
  }),
  at("POST", "/api/2.0/mlflow-artifacts/mpu/create/a/b", {
    path: must("text", "f"),
    num_parts: may("int", 1),
  }),
  at("POST", "/api/2.0/mlflow-artifacts/mpu/complete/a/b", {
    path: must("text", "f"),
    upload_id: may("text", "u"),
    parts: must("list", []),
  }),
  at("POST", "/api/2.0/mlflow-artifacts/mpu/abort/a/b", { path: must("text", "f") }),
  at("GET", "/model-versions/get-artifact", {
    name: model,
    version,
    path: must("path", "nowhere.txt"),
  }),

  at("GET", "/get-artifact", { run_id: run, path: must("path", "nowhere.txt") }),
  at("GET", "/ajax-api/2.0/mlflow/logged-models/<logged>/artifacts/files", {
    artifact_file_path: must("path", "nowhere.txt"),
  }),
  at("GET", "/api/2.0/mlflow-artifacts/artifacts", { path: may("path", "") }),
];
