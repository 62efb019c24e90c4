import { describe, expect, it } from "vitest";
import { experimentGrammar } from "./grammars/experiment-grammar.js";
import { loggedModelGrammar } from "./grammars/logged-model-grammar.js";
import { modelVersionGrammar } from "./grammars/model-version-grammar.js";
import { registeredModelGrammar } from "./grammars/registered-model-grammar.js";
import { runGrammar } from "./grammars/run-grammar.js";
import { parseOrderBy, parseOrderField } from "./parse-order-by.js";
import { SearchError } from "./search-error.js";

describe("parseOrderBy", () => {
  it.each([
    [runGrammar, "metrics.acc", "metric acc ASC"],
    [runGrammar, "metric.`f1 score` desc", "metric f1 score DESC"],
    [runGrammar, 'parameters."a b"  Asc', "param a b ASC"],
    [runGrammar, "tags.desc DESC", "tag desc DESC"],
    [runGrammar, "Created\nDESC", "attribute start_time DESC"],
    [runGrammar, "attributes.run_name", "attribute run_name ASC"],
    [experimentGrammar, "last_update_time DESC", "attribute last_update_time DESC"],
    [registeredModelGrammar, "timestamp DESC", "attribute last_updated_timestamp DESC"],
    [registeredModelGrammar, "`name`", "attribute name ASC"],
    [modelVersionGrammar, "attribute.version_number DESC", "attribute version_number DESC"],
  ])("reads an order of $name", (grammar, clause, expected) => {
    const [term] = parseOrderBy([clause], grammar);
    expect(`${term?.entity} ${term?.key} ${term?.ascending ? "ASC" : "DESC"}`).toBe(expected);
  });

  it("keeps the order of the clauses, and has none for none", () => {
    expect(parseOrderBy(["params.a", "metrics.a"], runGrammar).map(({ entity }) => entity)).toEqual([
      "param",
      "metric",
    ]);
    expect(parseOrderBy(undefined, runGrammar)).toEqual([]);
  });

  it.each([
    [runGrammar, "", "Invalid order_by clause ''. Could not be parsed.", 0, 0],
    [runGrammar, "metrics.a, params.b", "Could not be parsed", 0, 19],
    [runGrammar, "metrics.a DESC NULLS LAST", "Could not be parsed", 0, 25],
    [runGrammar, "'status'", "Could not be parsed", 0, 8],
    [runGrammar, "metrics.a up", "Invalid ordering key in order_by clause 'metrics.a up'", 10, 2],
    [runGrammar, "`run name`", "Invalid attribute key 'run name' specified", 0, 10],
    [runGrammar, "datasets.name", "Invalid entity type 'datasets'", 0, 13],
    [experimentGrammar, "tags.a", "Invalid entity type 'tags'", 0, 6],
    [registeredModelGrammar, "creation_timestamp", "Invalid attribute key 'creation_timestamp'", 0, 18],
  ])("refuses for $name what is wrong", (grammar, clause, message, position, length) => {
    const error = failure(() => parseOrderBy([clause], grammar));
    expect(error.message).toContain(message);
    expect([error.position, error.length]).toEqual([position, length]);
  });

  it("refuses a key named twice, by any spelling, except of experiments", () => {
    const error = failure(() => parseOrderBy(["start_time", "Created DESC"], runGrammar));
    expect(error.message).toContain("`order_by` contains duplicate fields: 'attribute.start_time'");
    expect(parseOrderBy(["name", "name"], experimentGrammar)).toHaveLength(2);
  });
});

describe("parseOrderField", () => {
  it("takes the metric's name as it is and resolves aliases", () => {
    expect(parseOrderField("metrics.a b.c", loggedModelGrammar, false)).toEqual({
      entity: "metric",
      key: "a b.c",
      ascending: false,
    });
    expect(parseOrderField("creation_time", loggedModelGrammar).key).toBe("creation_timestamp");
  });

  it.each([
    ["loss", "Invalid order by field name: loss. Expected metrics.<name> or one of name,"],
    ["params.a", "Invalid order by field name: params.a. Only metrics are supported."],
    ["metrics.", "Invalid order by field name: metrics.. Only metrics are supported."],
    ["", "Invalid order by field name: . Expected"],
  ])("refuses %j", (name, message) => {
    expect(failure(() => parseOrderField(name, loggedModelGrammar)).message).toContain(message);
  });
});

function failure(attempt: () => unknown): SearchError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
