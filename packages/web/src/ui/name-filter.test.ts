import { experimentGrammar, parseFilter, registeredModelGrammar } from "@slipway/search";
import { expect, it } from "vitest";
import { nameFilter } from "./name-filter.js";

it.each(["spam", "it's", `both ' and "`, "back\\", "100 %", "AND name = 1"])(
  "asks for names with %s",
  (text) => {
    const value = `%${text.replaceAll("'", "_")}%`;
    for (const grammar of [experimentGrammar, registeredModelGrammar]) {
      expect(parseFilter(nameFilter(text), grammar)).toMatchObject({
        key: "name",
        comparator: "ILIKE",
        value,
      });
    }
  },
);

it.each([undefined, "", "  "])("asks for nothing without a text (%j)", (text) => {
  expect(nameFilter(text)).toBeUndefined();
});
