import type { Grammar } from "../grammar.js";
import { NUMERIC, TEXT, TEXT_OR_ABSENT, TEXT_OR_LIST } from "./comparators.js";

const METRICS = ["metrics", "metric"];
const PARAMS = ["params", "param", "parameters", "parameter"];
const TAGS = ["tags", "tag"];
const ATTRIBUTES = ["attributes", "attribute", "attr", "run"];
const CREATED = ["created", "Created"];

/** Searching runs, as MLflow 3.18's `SearchUtils` and SQL tracking store do. */
export const runGrammar: Grammar = {
  name: "run",
  filter: [
    {
      kind: "attribute",
      prefixes: ATTRIBUTES,
      fields: [
        { key: "run_id", comparators: TEXT_OR_LIST, value: "string" },
        {
          key: "run_name",
          aliases: ["run name", "Run name", "Run Name"],
          comparators: TEXT,
          value: "string",
        },
        {
          key: "status",
          comparators: TEXT,
          value: "string",
          known: ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"],
        },
        { key: "user_id", comparators: TEXT, value: "string" },
        { key: "artifact_uri", comparators: TEXT, value: "string" },
        { key: "start_time", aliases: CREATED, comparators: NUMERIC, value: "number" },
        { key: "end_time", comparators: NUMERIC, value: "number" },
      ],
    },
    { kind: "metric", prefixes: METRICS, anyKey: { comparators: NUMERIC, value: "number" } },
    { kind: "param", prefixes: PARAMS, anyKey: { comparators: TEXT_OR_ABSENT, value: "string" } },
    { kind: "tag", prefixes: TAGS, anyKey: { comparators: TEXT_OR_ABSENT, value: "string" } },
    {
      kind: "dataset",
      prefixes: ["datasets", "dataset"],
      fields: [
        { key: "name", comparators: TEXT_OR_LIST, value: "string" },
        { key: "digest", comparators: TEXT_OR_LIST, value: "string" },
        { key: "context", comparators: TEXT_OR_LIST, value: "string" },
      ],
    },
  ],
  order: {
    entities: [
      {
        kind: "attribute",
        prefixes: ATTRIBUTES,
        fields: [
          { key: "start_time", aliases: CREATED },
          { key: "end_time" },
          { key: "run_id" },
          { key: "run_name" },
          { key: "status" },
          { key: "user_id" },
          { key: "artifact_uri" },
          // Our own: MLflow sorts by no duration.
          { key: "duration" },
        ],
      },
      { kind: "metric", prefixes: METRICS, anyKey: {} },
      { kind: "param", prefixes: PARAMS, anyKey: {} },
      { kind: "tag", prefixes: TAGS, anyKey: {} },
    ],
    distinct: true,
  },
};
