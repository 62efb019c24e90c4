import fc from "fast-check";
import { filter } from "./filters.js";
import { experimentId, experimentIds, modelId, runId } from "./ids.js";
import { call } from "./make-call.js";
import { double, int64, key, maxResults, maybe, mostly, pageToken, pair, step, text } from "./values.js";

const KEYS = {
  numbers: [
    "metrics.m",
    "metrics.n",
    "creation_timestamp",
    "creation_time",
    "attributes.creation_timestamp",
    "last_updated_timestamp",
  ],
  texts: ["name", "model_type", "params.p", "tags.p", "attributes.name", "status", "params.`a.b`"],
  lists: ["name", "source_run_id", "attributes.model_id"],
  odd: ["bogus", "metrics.", "attributes.bogus", "lifecycle_stage", "dataset.name", "a.b.c"],
};
const name = mostly(
  ["a", "b", "model one"],
  ["a/b", "a:b", "a.b", "a%b", "a'b", "é", " ", "x".repeat(500)],
  8,
);
const tags = maybe(fc.array(pair, { maxLength: 2 }));
const params = fc.array(fc.record({ key, value: text(6000) }), { maxLength: 2 });

const dataset = fc.record({
  dataset_name: mostly(["d"], ["e", ""]),
  dataset_digest: maybe(mostly(["1"], ["2", ""])),
});
const order = fc.record(
  {
    field_name: mostly(
      ["creation_timestamp", "name", "metrics.m", "last_updated_timestamp", "metrics.n"],
      ["bogus", "params.p", "tags.p", "model_type", "status", "", "creation_time", "source_run_id"],
      4,
    ),
    ascending: maybe(fc.boolean()),
    dataset_name: maybe(mostly(["d"], [""])),
    dataset_digest: maybe(mostly(["1"], [""])),
  },
  { requiredKeys: ["field_name"] },
);
const at = mostly(["<model0>", "<model1>"], ["m-nowhere", "<run0>"], 14);

/** Calls whose address has the model's id, which MLflow wants in the body as well. */
function on(
  method: "POST" | "PATCH",
  below: string,
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
) {
  return at.chain((id) =>
    call(method, `logged-models/${id}${below}`, fields).map((made) => ({
      ...made,
      fields: { model_id: id, ...made.fields },
    })),
  );
}

export const createLoggedModel = call("POST", "logged-models", {
  experiment_id: experimentId,
  name,
  model_type: maybe(mostly(["classifier"], ["", "x".repeat(501), "é"])),
  source_run_id: maybe(runId),
  params: maybe(params),
  tags,
});
/** A metric of a run that is also one of a model. */
export const logModelMetric = call("POST", "runs/log-metric", {
  run_id: runId,
  key,
  value: double,
  timestamp: int64,
  step: maybe(step),
  model_id: modelId,
  dataset_name: maybe(mostly(["d"], ["", "e"])),
  dataset_digest: maybe(mostly(["1"], ["", "2"])),
});
const batchOfModel = call("POST", "runs/log-batch", {
  run_id: runId,
  metrics: fc.array(fc.record({ key, value: double, timestamp: int64, step, model_id: maybe(modelId) }), {
    maxLength: 3,
  }),
});
const search = call("POST", "logged-models/search", {
  experiment_ids: experimentIds,
  filter: maybe(filter(KEYS)),
  datasets: maybe(fc.array(dataset, { maxLength: 1 })),
  max_results: maxResults(50),
  order_by: maybe(fc.array(order, { maxLength: 2 })),
  page_token: pageToken,
});

/** Calls on logged models. */
export const loggedModelCalls = fc.oneof(
  createLoggedModel,
  logModelMetric,
  batchOfModel,
  { arbitrary: search, weight: 4 },
  {
    arbitrary: at.chain((id) =>
      call("GET", `logged-models/${id}`, {
        allow_deleted: maybe(mostly(["true", "false"], ["TRUE", "x", "1"])),
      }),
    ),
    weight: 2,
  },
  on("PATCH", "", {
    status: mostly(
      ["LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED"],
      ["LOGGED_MODEL_PENDING", "LOGGED_MODEL_STATUS_UNSPECIFIED", 1, 2, 9, "bogus"],
      3,
    ),
  }),
  at.chain((id) => call("DELETE", `logged-models/${id}`)),
  on("PATCH", "/tags", { tags: fc.array(pair, { maxLength: 2 }) }),
  at.chain((id) =>
    mostly(["p", "q"], ["nowhere", "a%20b", "m%2Fn", "%F0%9F%9A%80"]).chain((tag) =>
      call("DELETE", `logged-models/${id}/tags/${tag}`),
    ),
  ),
  on("POST", "/params", { params }),
  call("POST", "runs/log-inputs", {
    run_id: runId,
    models: fc.array(fc.record({ model_id: modelId }), { maxLength: 2 }),
  }),
  call("POST", "runs/outputs", {
    run_id: runId,
    models: fc.array(fc.record({ model_id: modelId, step }), { minLength: 1, maxLength: 2 }),
  }),
  call("GET", "runs/get", { run_id: runId }),
);
