import fc from "fast-check";
import { filter, orderBy } from "./filters.js";
import { registeredName, runId } from "./ids.js";
import { call } from "./make-call.js";
import { key, maxResults, maybe, mostly, pageToken, pair, text } from "./values.js";

const MODEL_KEYS = {
  numbers: [],
  texts: ["name", "attribute.name", "tags.p", "tag.q", "tags.`a b`", 'tags."m/n"'],
  lists: [],
  odd: [
    "bogus",
    "tags.",
    "attributes.bogus",
    "last_updated_timestamp",
    "metrics.m",
    "creation_time",
    "aliases",
  ],
};
const VERSION_KEYS = {
  numbers: ["version_number"],
  texts: ["name", "source_path", "run_id", "tags.p", "tag.q", "tags.`a b`"],
  lists: ["run_id", "name"],
  odd: [
    "bogus",
    "version",
    "tags.",
    "attributes.bogus",
    "creation_timestamp",
    "current_stage",
    "metrics.m",
    "source",
  ],
};
const own = "name LIKE '<p>%'";
const version = mostly(
  ["1", "2", "1"],
  ["3", "99", "0", "-1", "x", "1.0", "01", " 1", "", "99999999999999999999"],
  6,
);
const alias = mostly(
  ["champion", "challenger"],
  [
    "latest",
    "Latest",
    "v1",
    "V2",
    "a b",
    "a/b",
    "a.b",
    "1",
    "é",
    "x".repeat(255),
    "x".repeat(256),
    "",
    "-",
    "v1a",
  ],
  4,
);
const stage = mostly(
  ["None", "Staging", "Production", "Archived"],
  ["staging", "PRODUCTION", "bogus", "", "none", " Staging", "archived"],
  3,
);
const description = mostly(["d", "e"], ["", "x".repeat(5000), "x".repeat(5001), "é"], 4);
const tags = maybe(fc.array(pair, { maxLength: 2 }));
const source = mostly(
  ["mlflow-artifacts:/<experiment0>/<run0>/artifacts/model", "s3://bucket/model", "models:/<model0>"],
  [
    "",
    "/etc",
    "relative",
    "file:///etc",
    "..",
    "mlflow-artifacts:/1/../2",
    "http://host/x?y=1",
    "s3://bucket/../x",
    "s3://bucket/x#f",
    "runs:/<run0>/model",
    "models:/<p>-m/1",
    "models:/<p>-m@champion",
    "dbfs:/x",
    `s3://bucket/${"x".repeat(500)}`,
    "ftp://host/%2e%2e/x",
    "mlflow-artifacts://host/x",
    "models:/nowhere",
  ],
  3,
);

export const createRegisteredModel = call("POST", "registered-models/create", {
  name: registeredName,
  tags,
  description: maybe(description),
});
export const createVersion = call("POST", "model-versions/create", {
  name: registeredName,
  source,
  run_id: maybe(runId),
  tags,
  run_link: maybe(mostly(["http://x/y"], ["", "x".repeat(501)])),
  description: maybe(description),
  model_id: maybe(mostly(["<model0>"], ["", "m-nowhere"])),
});
const searchModels = call("GET", "registered-models/search", {
  filter: filter(MODEL_KEYS, own),
  max_results: maxResults(1000),
  order_by: maybe(
    orderBy(["name", "last_updated_timestamp", "timestamp"], ["creation_timestamp", "tags.p", "description"]),
  ),
  page_token: pageToken,
});
const searchVersions = call("GET", "model-versions/search", {
  filter: filter(VERSION_KEYS, own),
  max_results: maxResults(200_000),
  order_by: maybe(
    orderBy(
      ["name", "version_number", "creation_timestamp", "last_updated_timestamp"],
      ["version", "run_id", "tags.p", "current_stage"],
    ),
  ),
  page_token: pageToken,
});

/** Calls on registered models and their versions. */
export const registryCalls = fc.oneof(
  createRegisteredModel,
  { arbitrary: createVersion, weight: 3 },
  { arbitrary: searchModels, weight: 4 },
  { arbitrary: searchVersions, weight: 4 },
  call("POST", "registered-models/rename", { name: registeredName, new_name: maybe(registeredName) }),
  call("PATCH", "registered-models/update", { name: registeredName, description: maybe(description) }),
  call("DELETE", "registered-models/delete", { name: registeredName }),
  { arbitrary: call("GET", "registered-models/get", { name: registeredName }), weight: 2 },
  call("POST", "registered-models/get-latest-versions", {
    name: registeredName,
    stages: maybe(fc.array(stage, { maxLength: 2 })),
  }),
  call("GET", "registered-models/get-latest-versions", {
    name: registeredName,
    stages: maybe(fc.array(stage, { maxLength: 2 })),
  }),
  call("POST", "registered-models/set-tag", { name: registeredName, key, value: maybe(text(5000)) }),
  call("DELETE", "registered-models/delete-tag", { name: registeredName, key }),
  { arbitrary: call("POST", "registered-models/alias", { name: registeredName, alias, version }), weight: 2 },
  call("DELETE", "registered-models/alias", { name: registeredName, alias }),
  call("GET", "registered-models/alias", { name: registeredName, alias }),
  call("PATCH", "model-versions/update", { name: registeredName, version, description: maybe(description) }),
  {
    arbitrary: call("POST", "model-versions/transition-stage", {
      name: registeredName,
      version,
      stage,
      archive_existing_versions: maybe(fc.boolean()),
    }),
    weight: 2,
  },
  call("DELETE", "model-versions/delete", { name: registeredName, version }),
  call("GET", "model-versions/get", { name: registeredName, version }),
  call("GET", "model-versions/get-download-uri", { name: registeredName, version }),
  call("POST", "model-versions/set-tag", { name: registeredName, version, key, value: maybe(text(100_000)) }),
  call("DELETE", "model-versions/delete-tag", { name: registeredName, version, key }),
);
