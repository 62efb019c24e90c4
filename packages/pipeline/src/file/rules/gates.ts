import { gates as known } from "../../gates/index.js";
import type { Finding } from "../finding.js";
import type { Rule } from "./rule.js";

/** What each gate has to say of its own parameters, e.g. that a metric does not exist. */
export const gates: Rule = ({ content, source }) => {
  const context = { evaluated: content.release?.evaluate !== undefined };
  return (content.release?.gates ?? []).flatMap((entry, index) =>
    Object.entries(entry).flatMap(([name, parameters]): Finding[] => {
      const gate = known[name];
      const path = ["release", "gates", index, name];
      return (gate?.findings(parameters, context) ?? []).map((message) =>
        source.finding("error", path, `${name}: ${message}`),
      );
    }),
  );
};
