import type { Grammar } from "../grammar.js";
import { NUMERIC, TEXT, TEXT_OR_LIST } from "./comparators.js";

/** Searching model versions, as MLflow 3.18's `SearchModelVersionUtils` and SQL registry store do. */
export const modelVersionGrammar: Grammar = {
  name: "model version",
  filter: [
    {
      kind: "attribute",
      prefixes: ["attribute"],
      fields: [
        { key: "name", comparators: TEXT_OR_LIST, value: "string" },
        { key: "run_id", comparators: TEXT_OR_LIST, value: "string" },
        { key: "source_path", comparators: TEXT, value: "string" },
        { key: "version_number", comparators: NUMERIC, value: "integer", quotable: true },
      ],
    },
    { kind: "tag", prefixes: ["tags", "tag"], anyKey: { comparators: TEXT, value: "string" } },
  ],
  order: {
    entities: [
      {
        kind: "attribute",
        prefixes: ["attributes", "attribute"],
        fields: [
          { key: "name" },
          { key: "version_number" },
          { key: "creation_timestamp" },
          { key: "last_updated_timestamp" },
        ],
      },
    ],
    distinct: true,
  },
};
