import type { FilterRule, Grammar } from "../grammar.js";
import { NUMERIC, TEXT_OR_LIST } from "./comparators.js";

// MLflow reads these filters with a second, laxer parser.
const LAX_TEXT: FilterRule = { comparators: TEXT_OR_LIST, value: "string", lax: true };
const NUMBER: FilterRule = { comparators: NUMERIC, value: "number" };
const CREATED = ["creation_time", "creation_timestamp_ms"];
const UPDATED = ["last_updated_timestamp_ms"];

/** Searching logged models, as MLflow 3.18's `search_logged_model_utils` and SQL tracking store do. */
export const loggedModelGrammar: Grammar = {
  name: "logged model",
  filter: [
    {
      kind: "attribute",
      prefixes: ["attributes"],
      fields: [
        { key: "name", ...LAX_TEXT },
        { key: "model_id", ...LAX_TEXT },
        { key: "model_type", ...LAX_TEXT },
        {
          ...LAX_TEXT,
          key: "status",
          comparators: ["=", "!=", "IN", "NOT IN"],
          known: ["READY", "PENDING", "FAILED", "UNSPECIFIED"],
          onlyKnown: true,
        },
        { key: "source_run_id", ...LAX_TEXT },
        // MLflow takes the name of any column.
        { key: "artifact_location", ...LAX_TEXT },
        { key: "lifecycle_stage", ...LAX_TEXT },
        { key: "status_message", ...LAX_TEXT },
        { key: "creation_timestamp", aliases: CREATED, ...NUMBER },
        { key: "last_updated_timestamp", aliases: UPDATED, ...NUMBER },
      ],
    },
    { kind: "metric", prefixes: ["metrics"], anyKey: NUMBER },
    { kind: "param", prefixes: ["params"], anyKey: LAX_TEXT },
    { kind: "tag", prefixes: ["tags"], anyKey: LAX_TEXT },
  ],
  order: {
    entities: [
      {
        kind: "attribute",
        prefixes: ["attributes"],
        fields: [
          { key: "name" },
          { key: "model_id" },
          { key: "model_type" },
          { key: "status" },
          { key: "source_run_id" },
          { key: "creation_timestamp", aliases: CREATED },
          { key: "last_updated_timestamp", aliases: UPDATED },
        ],
      },
      { kind: "metric", prefixes: ["metrics"], anyKey: {} },
    ],
    distinct: false,
  },
};
