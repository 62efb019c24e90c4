import type { Grammar } from "../grammar.js";
import { TEXT, TEXT_OR_LIST } from "./comparators.js";

/** Searching registered models, as MLflow 3.18's `SearchModelUtils` and SQL registry store do. */
export const registeredModelGrammar: Grammar = {
  name: "registered model",
  filter: [
    {
      kind: "attribute",
      prefixes: ["attribute"],
      fields: [{ key: "name", comparators: TEXT_OR_LIST, value: "string" }],
    },
    { kind: "tag", prefixes: ["tags", "tag"], anyKey: { comparators: TEXT, value: "string" } },
  ],
  order: {
    entities: [
      {
        kind: "attribute",
        prefixes: ["attribute"],
        fields: [{ key: "name" }, { key: "last_updated_timestamp", aliases: ["timestamp"] }],
      },
    ],
    distinct: true,
  },
};
