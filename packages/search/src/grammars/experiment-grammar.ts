import type { Grammar } from "../grammar.js";
import { NUMERIC, TEXT, TEXT_OR_ABSENT } from "./comparators.js";

const ATTRIBUTES = ["attributes", "attribute"];

/** Searching experiments, as MLflow 3.18's `SearchExperimentsUtils` and SQL tracking store do. */
export const experimentGrammar: Grammar = {
  name: "experiment",
  filter: [
    {
      kind: "attribute",
      prefixes: ATTRIBUTES,
      fields: [
        { key: "name", comparators: TEXT, value: "string" },
        { key: "experiment_id", comparators: ["=", "!=", "IN", "NOT IN"], value: "experiment-id" },
        { key: "creation_time", comparators: NUMERIC, value: "integer" },
        { key: "last_update_time", comparators: NUMERIC, value: "integer" },
      ],
    },
    { kind: "tag", prefixes: ["tags", "tag"], anyKey: { comparators: TEXT_OR_ABSENT, value: "string" } },
  ],
  order: {
    entities: [
      {
        kind: "attribute",
        prefixes: ATTRIBUTES,
        fields: [
          { key: "name" },
          { key: "experiment_id" },
          { key: "creation_time" },
          { key: "last_update_time" },
        ],
      },
    ],
    distinct: false,
  },
};
