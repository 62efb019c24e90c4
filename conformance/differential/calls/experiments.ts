import fc from "fast-check";
import { filter, orderBy } from "./filters.js";
import { experimentId, experimentName } from "./ids.js";
import { call } from "./make-call.js";
import { key, maxResults, maybe, mostly, pageToken, pair, text, viewType } from "./values.js";

const KEYS = {
  numbers: ["creation_time", "last_update_time", "attributes.creation_time"],
  texts: ["name", "attribute.name", "attr.name", "tags.p", "tag.q", "tags.`m/n`", 'tags."a b"'],
  lists: [],
  odd: [
    "tags.",
    "bogus",
    "metrics.m",
    "lifecycle_stage",
    "experiment_id",
    "artifact_location",
    "attributes.bogus",
  ],
};
const ORDERS = ["name", "creation_time", "last_update_time", "attributes.name", "experiment_id"];
const search = {
  filter: filter(KEYS, "name LIKE '<p>%'"),
  max_results: fc.oneof(
    { arbitrary: fc.constantFrom(1, 2, 100), weight: 9 },
    { arbitrary: maxResults(50_000), weight: 1 },
  ),
  order_by: maybe(orderBy(ORDERS, ["tags.p", "metrics.m", "lifecycle_stage"])),
  view_type: viewType,
  page_token: pageToken,
};

const LOCATIONS = [
  "",
  "relative",
  "mlflow-artifacts:/<p>",
  "s3://bucket/<p>",
  "s3://bucket/x?y#z",
  "file:///nowhere/../x",
  "..",
  "x".repeat(2049),
];

export const createExperiment = call("POST", "experiments/create", {
  name: experimentName,
  tags: maybe(fc.array(pair, { maxLength: 2 })),
});

/** Calls on experiments. */
export const experimentCalls = fc.oneof(
  createExperiment,
  call("POST", "experiments/create", { name: experimentName, artifact_location: mostly(LOCATIONS, [""]) }),
  call("GET", "experiments/get", { experiment_id: experimentId }),
  call("GET", "experiments/get-by-name", { experiment_name: experimentName }),
  call("POST", "experiments/search", search),
  call("POST", "experiments/search", search),
  call("GET", "experiments/search", search),
  call("POST", "experiments/update", { experiment_id: experimentId, new_name: maybe(experimentName) }),
  call("POST", "experiments/delete", { experiment_id: experimentId }),
  call("POST", "experiments/restore", { experiment_id: experimentId }),
  call("POST", "experiments/set-experiment-tag", {
    experiment_id: experimentId,
    key,
    value: maybe(text(20_000)),
  }),
  call("POST", "experiments/delete-experiment-tag", { experiment_id: experimentId, key }),
);
