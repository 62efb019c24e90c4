import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparisonsOf, type Filter } from "./filter.js";
import type { Grammar } from "./grammar.js";
import { experimentGrammar } from "./grammars/experiment-grammar.js";
import { loggedModelGrammar } from "./grammars/logged-model-grammar.js";
import { modelVersionGrammar } from "./grammars/model-version-grammar.js";
import { registeredModelGrammar } from "./grammars/registered-model-grammar.js";
import { runGrammar } from "./grammars/run-grammar.js";
import { parseFilter } from "./parse-filter.js";
import { SearchError } from "./search-error.js";
import { GRAMMARS } from "./testing/arbitrary-filter.js";

const operandsOf = (filter: Filter | undefined) => (filter === undefined ? [] : comparisonsOf(filter));

const read = (text: string, grammar: Grammar): unknown[] =>
  operandsOf(parseFilter(text, grammar)).map(({ entity, key, comparator, value }) => [
    entity,
    key,
    comparator,
    value,
  ]);

function failure(text: string, grammar: Grammar): SearchError {
  try {
    parseFilter(text, grammar);
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe("a filter on runs", () => {
  it.each([
    ["metrics.acc > 0.8", ["metric", "acc", ">", 0.8]],
    ["metric.acc>=-1e5", ["metric", "acc", ">=", -100_000]],
    ["metrics.acc < 1.", ["metric", "acc", "<", 1]],
    ["metrics.acc != -.5", ["metric", "acc", "!=", -0.5]],
    ["metrics.acc > 1e400", ["metric", "acc", ">", Number.POSITIVE_INFINITY]],
    ["metrics.acc > -0", ["metric", "acc", ">", 0]],
    ["metrics.`f1-score` = 1", ["metric", "f1-score", "=", 1]],
    ['metrics."val/acc" = 1', ["metric", "val/acc", "=", 1]],
    ["`metrics`.'a b' = 1", ["metric", "a b", "=", 1]],
    ["metrics.like > 1", ["metric", "like", ">", 1]],
    ["params.a.b.c = 'x'", ["param", "a.b.c", "=", "x"]],
    ['parameters.日本 = "é"', ["param", "日本", "=", "é"]],
    ["param.a like 'x%'", ["param", "a", "LIKE", "x%"]],
    ["params.2d_iou = ''", ["param", "2d_iou", "=", ""]],
    ["params.a = 'it''s'", ["param", "a", "=", "it''s"]],
    ["params.a = 'it\\'s'", ["param", "a", "=", "it\\'s"]],
    ['params.a = "it\'s"', ["param", "a", "=", "it's"]],
    ["params.a = 'C:\\models\\'", ["param", "a", "=", "C:\\models\\"]],
    ["params.a = 'x\0y -- z; /* AND */'", ["param", "a", "=", "x\0y -- z; /* AND */"]],
    ["tags.`mlflow.user` ILIKE 'x'", ["tag", "mlflow.user", "ILIKE", "x"]],
    ["tag.a is null", ["tag", "a", "IS NULL", null]],
    ["params.a IS NOT NULL", ["param", "a", "IS NOT NULL", null]],
    ['status = "FINISHED"', ["attribute", "status", "=", "FINISHED"]],
    ["attr.`Run Name` = 'x'", ["attribute", "run_name", "=", "x"]],
    ["\"run name\" = 'x'", ["attribute", "run_name", "=", "x"]],
    ["run.Created > 1.5", ["attribute", "start_time", ">", 1.5]],
    ["run_id IN ('a', \"b\",)", ["attribute", "run_id", "IN", ["a", "b"]]],
    ["run_id not in('it\\'s', 'a\\\\b\\d')", ["attribute", "run_id", "NOT IN", ["it's", "a\\b\\d"]]],
    ["datasets.context NOT IN ('train')", ["dataset", "context", "NOT IN", ["train"]]],
  ])("reads %s", (text, expected) => expect(read(text, runGrammar)).toEqual([expected]));

  it.each([
    "params.a = 'x' AND params.b = 'y'",
    "params.a = 'x'and params.b = 'y' AND",
    "AND params.a='x' AND\n AND params.b='y'",
    "params.a='x'params.b='y'",
  ])("takes AND as MLflow does in %j", (text) => {
    expect(read(text, runGrammar)).toEqual([
      ["param", "a", "=", "x"],
      ["param", "b", "=", "y"],
    ]);
  });

  it("asks for nothing in no filter and in a lonely AND", () => {
    for (const text of [undefined, "", "AND"]) expect(parseFilter(text, runGrammar)).toBeUndefined();
  });

  it("says where each clause stands", () => {
    const text = " params.a='x'  AND run_id IN ('a') AND tags.b IS NULL ";
    const clauses = operandsOf(parseFilter(text, runGrammar)).map(({ start, end }) => text.slice(start, end));
    expect(clauses).toEqual(["params.a='x'", "run_id IN ('a')", "tags.b IS NULL"]);
  });

  it.each([
    [" ", "Invalid filter ' '. Could not be parsed.", " "],
    ["params.a = 'x', params.b = 'y'", "Invalid clause(s) in filter string: ','", ","],
    ["metrics.a > 1;", "Invalid clause(s) in filter string: ';'", ";"],
    ["metrics.a > 1; metrics.b > 2", "Search filter contained multiple expression", ";"],
    ["metrics.a > 1 -- all", "Comments are not allowed", "-- all"],
    ["metrics.a /* b */ > 1", "A comparator, such as = or >, must follow a key", "metrics.a"],
    ["params.a = 'x", "The quote is not closed", "params.a = 'x"],
    ["'x' = params.a", "Invalid comparison clause. Expected 'Identifier' found ''x''", "'x'"],
    ["metrics.a", "Invalid clause(s) in filter string: 'metrics.a'", "metrics.a"],
    ["metrics.a >", "A value must follow >", "metrics.a >"],
    ["metrics.f1-score > 1", "Expected 'Identifier' found 'metrics.f1-score'", "metrics.f1-score"],
    ["metrics.in > 1", "Invalid key 'in'. Put the whole key in backticks", "metrics.in"],
    ["metrics.top.5 > 1", "Invalid key 'top.5'", "metrics.top.5"],
    ["metrics.a.`b` > 1", "Invalid key 'a.`b`'", "metrics.a.`b`"],
    ["metrics. a > 1", "A comparator, such as = or >, must follow a key", "metrics."],
    ["metrics. > 1", "A key must follow the dot", "metrics."],
    ["METRICS.a > 1", "Invalid entity type 'METRICS'", "METRICS.a"],
    ["Status = 'x'", "Invalid attribute key 'Status' specified. Valid keys are run_id,", "Status"],
    ["constructor = 'x'", "Invalid attribute key 'constructor' specified", "constructor"],
    [
      "datasets.size = 'x'",
      "Invalid dataset key 'size' specified. Valid keys are name, digest, context",
      "datasets.size",
    ],
    ["metrics.a == 1", "Invalid comparator '==' not one of =, !=, >, >=, <, <=", "=="],
    [
      "params.a IS NULL IS NULL",
      "Invalid clause(s) in filter string: 'IS'. Only AND and OR join comparisons.",
      "IS",
    ],
    ["params.a LIKE NULL", "not quoted or unidentified quote types used for string value NULL", "NULL"],
    ["params.a NOT LIKE 'x'", "Invalid comparator 'NOT LIKE'", "NOT LIKE"],
    [
      "status IN ('x')",
      "Only ['run_id'] attributes support comparison with a list of quoted string values",
      "IN",
    ],
    [
      "metrics.a IS NULL",
      "IS NULL / IS NOT NULL is only supported for params and tags, not for 'metric' 'a'",
      "IS NULL",
    ],
    ["metrics.a > '1'", "Expected numeric value type for metric. Found '1'", "'1'"],
    ["metrics.a > nan", "Expected numeric value type for metric. Found nan", "nan"],
    ["metrics.a > 1AND metrics.b > 1", "Expected numeric value type for metric. Found 1AND", "1AND"],
    ["start_time > '1'", "Expected numeric value type for numeric attribute: start_time. Found '1'", "'1'"],
    ["params.a = 1", "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 1", "1"],
    ["status = RUNNING", "not quoted or unidentified quote types used for string value RUNNING", "RUNNING"],
    ["params.a = `x`", "not quoted or unidentified quote types used for string value `x`", "`x`"],
    ["run_id = ('a')", "Only IN and NOT IN take a list", "run_id = ("],
    ["run_id IN 'a'", "A list such as ('a', 'b') must follow IN", "run_id IN 'a'"],
    ["run_id IN ()", "expected a non-empty list of string values, but got empty list", "()"],
    ["run_id IN ('a', 1)", "but got different type in list: 1", "1"],
    ["run_id IN ('a' 'b')", "ill-formed list: a comma or ) must follow a string", "'b'"],
    ["run_id IN ('it''s')", "ill-formed list: write a quote in a string as \\'", "'it''s'"],
    ["run_id IN ('a',", "ill-formed list: it has no end", "("],
    ["OR params.a = 'x'", "A comparison must stand on both sides of OR", "OR"],
    ["params.a = 'x' OR", "A comparison must stand on both sides of OR", "OR"],
    ["params.a = 'x' OR AND", "A comparison must stand on both sides of AND", "AND"],
    ["params.a = 'x' OR AND params.b = 'y'", "A comparison must stand on both sides of AND", "AND"],
    ["params.a = 'x' AND OR params.b = 'y'", "A comparison must stand on both sides of AND", "AND"],
    ["(AND params.a = 'x')", "A comparison must stand on both sides of AND", "AND"],
    ["(params.a = 'x' AND)", "A comparison must stand on both sides of AND", "AND"],
    ["params.a = 'x' or OR params.b = 'y'", "A comparison must stand on both sides of OR", "or"],
    ["params.a = 'x' AND NOT", "A comparison must follow NOT", "NOT"],
    ["NOT OR params.a = 'x'", "A comparison must follow NOT", "NOT"],
    ["not (params.a = 'x' ", "The parenthesis is not closed", "(params.a = 'x'"],
    ["params.a = 'x' OR ( )", "A comparison must stand between parentheses", "( )"],
    ["params.a = 'x')", "Invalid clause(s) in filter string: ')'. No parenthesis is open here", ")"],
    ["(params.a = 'x', params.b = 'y')", "AND and OR join comparisons, not a comma", ","],
    ["(metrics.a > 1;)", "Search filter contained multiple expression", ";"],
    [`${"(NOT ".repeat(26)}`, "can stand in each other at most 50 deep", "("],
  ])("refuses %j and says where", (text, message, culprit) => {
    const { message: actual, position, length } = failure(text, runGrammar);
    expect(actual).toContain(message);
    expect(text.slice(position, position + length)).toBe(culprit);
  });
});

/** The shape of a filter: `&`, `|` and `!` before what they join, keys for comparisons. */
function shape(filter: Filter | undefined): unknown {
  if (filter?.type === "not") return ["!", shape(filter.operand)];
  if (filter?.type === "comparison") return filter.key;
  return filter && [filter.type === "and" ? "&" : "|", ...filter.operands.map(shape)];
}

describe("OR, NOT and parentheses", () => {
  const clauses = (text: string) => text.replace(/\b[a-d]\b/g, (key) => `params.${key} = 'x'`);

  it.each([
    ["AND (a)", "a"],
    ["((a)) AND", "a"],
    ["a or b", ["|", "a", "b"]],
    ["a AND b OR c AND d", ["|", ["&", "a", "b"], ["&", "c", "d"]]],
    ["a OR b AND c OR d", ["|", "a", ["&", "b", "c"], "d"]],
    ["(a OR b) AND c", ["&", ["|", "a", "b"], "c"]],
    ["a AND (b AND c)", ["&", "a", ["&", "b", "c"]]],
    ["NOT a AND b", ["&", ["!", "a"], "b"]],
    ["NOT a OR b", ["|", ["!", "a"], "b"]],
    ["Not (a OR b)", ["!", ["|", "a", "b"]]],
    ["NOT NOT(a)", ["!", ["!", "a"]]],
    ["a (b OR NOT c) NOT d", ["&", "a", ["|", "b", ["!", "c"]], ["!", "d"]]],
  ])("make a tree of %j", (text, expected) => {
    expect(shape(parseFilter(clauses(text), runGrammar))).toEqual(expected);
  });

  it("keep the words of comparisons and the lists apart", () => {
    const text = "NOT run_id NOT IN ('a') OR (NOT params.a IS NOT NULL AND run_id IN ('b', 'c'))";
    const not = (operand: unknown) => ({ type: "not", operand });
    const one = (comparator: string, value: unknown) => expect.objectContaining({ comparator, value });
    expect(parseFilter(text, runGrammar)).toEqual({
      type: "or",
      operands: [
        not(one("NOT IN", ["a"])),
        { type: "and", operands: [not(one("IS NOT NULL", null)), one("IN", ["b", "c"])] },
      ],
    });
  });

  it("say where each comparison stands", () => {
    const text = "NOT (params.a='x' OR  tags.b IS NULL)";
    const places = operandsOf(parseFilter(text, runGrammar)).map(({ start, end }) => text.slice(start, end));
    expect(places).toEqual(["params.a='x'", "tags.b IS NULL"]);
  });

  it("may be nested fifty deep", () => {
    const text = `${"NOT(".repeat(25)}params.a = 'x'${")".repeat(25)}`;
    expect(operandsOf(parseFilter(text, runGrammar))).toHaveLength(1);
    expect(failure(`NOT ${text}`, runGrammar).message).toContain("at most 50 deep");
  });
});

describe("filters on the other things", () => {
  it.each(["9223372036854775808", "-9223372036854775809", "9".repeat(2000)])(
    "take no whole number beyond 64 bits: %s",
    (number) => {
      const message = "It must lie between -9223372036854775808 and 9223372036854775807.";
      expect(failure(`start_time > ${number}`, runGrammar).message).toContain(message);
      expect(failure(`version_number = ${number}`, modelVersionGrammar).message).toContain(message);
    },
  );

  it.each([
    [experimentGrammar, "attributes.name ilike 'x'", ["attribute", "name", "ILIKE", "x"]],
    [experimentGrammar, "experiment_id IN ('007', ' 1')", ["attribute", "experiment_id", "IN", ["7", "1"]]],
    [
      experimentGrammar,
      "creation_time < 9223372036854775807",
      ["attribute", "creation_time", "<", 2n ** 63n - 1n],
    ],
    [runGrammar, "start_time = 9007199254740993", ["attribute", "start_time", "=", 2n ** 53n + 1n]],
    [runGrammar, "end_time > 1e30", ["attribute", "end_time", ">", 1e30]],
    [runGrammar, "metrics.m = 9007199254740993", ["metric", "m", "=", 2 ** 53]],
    [experimentGrammar, "tags.a IS NOT NULL", ["tag", "a", "IS NOT NULL", null]],
    [registeredModelGrammar, "name IN ('a')", ["attribute", "name", "IN", ["a"]]],
    [
      registeredModelGrammar,
      "tags.`mlflow.prompt.is_prompt` = 'true'",
      ["tag", "mlflow.prompt.is_prompt", "=", "true"],
    ],
    [modelVersionGrammar, "version_number >= '12'", ["attribute", "version_number", ">=", 12]],
    [modelVersionGrammar, "source_path LIKE 's3://%'", ["attribute", "source_path", "LIKE", "s3://%"]],
    [loggedModelGrammar, "params.lr = 0.01", ["param", "lr", "=", "0.01"]],
    [loggedModelGrammar, "attributes.name = x", ["attribute", "name", "=", "x"]],
    [loggedModelGrammar, "model_id IN ()", ["attribute", "model_id", "IN", []]],
    [loggedModelGrammar, "creation_time > 1", ["attribute", "creation_timestamp", ">", 1]],
    [loggedModelGrammar, "status NOT IN ('READY')", ["attribute", "status", "NOT IN", ["READY"]]],
  ])("are read for a $name", (grammar, text, expected) => expect(read(text, grammar)).toEqual([expected]));

  it.each([
    [experimentGrammar, "metrics.a > 1", "Invalid entity type 'metrics'. Valid entity types are attributes,"],
    [experimentGrammar, "creation_time > 1.5", "Invalid value for numeric attribute 'creation_time': 1.5"],
    [
      experimentGrammar,
      "experiment_id = 'x'",
      "Invalid experiment ID 'x'. Experiment ID must be a valid integer.",
    ],
    [experimentGrammar, "experiment_id = '9223372036854775808'", "Invalid experiment ID"],
    [experimentGrammar, "experiment_id = 1", "Expected a quoted string value for attributes"],
    [experimentGrammar, "name IS NULL", "only supported for tags, not for 'attribute' 'name'"],
    [registeredModelGrammar, "attributes.name = 'x'", "Invalid entity type 'attributes'"],
    [
      registeredModelGrammar,
      "tags.a IS NULL",
      "IS NULL / IS NOT NULL is not supported for registered model search",
    ],
    [
      modelVersionGrammar,
      "version_number = 'x'",
      "Invalid value for numeric attribute 'version_number': 'x'",
    ],
    [
      modelVersionGrammar,
      "version_number > 1.5",
      "Invalid value for numeric attribute 'version_number': 1.5",
    ],
    [
      modelVersionGrammar,
      "source_path IN ('a')",
      "Only ['name', 'run_id'] attributes support comparison with a list",
    ],
    [loggedModelGrammar, "metric.a > 1", "Invalid entity type 'metric'"],
    [loggedModelGrammar, "name = AND name = 'x'", "used for string value AND"],
    [loggedModelGrammar, "status = 'ready'", "Unknown model status in filter: 'ready'"],
    [
      loggedModelGrammar,
      "params.a IS NULL",
      "IS NULL / IS NOT NULL is not supported for logged model search",
    ],
  ])("are refused for a $name", (grammar, text, message) => {
    expect(failure(text, grammar).message).toContain(message);
  });
});

describe("any text", () => {
  const scrap = fc.constantFrom(
    ..."metrics.a params.`b` status run_id 'x' \"y\" 1 -2.5 > = != LIKE NOT IN IS NULL AND OR ( ) , ; . ` ' -- /* \0 é".split(
      " ",
    ),
  );
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.array(scrap).map((scraps) => scraps.join(" ")),
  );

  it("is a filter or a SearchError that points into it", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...GRAMMARS), (text, grammar) => {
        try {
          for (const { start, end } of operandsOf(parseFilter(text, grammar))) {
            expect(start).toBeLessThan(end);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        } catch (error) {
          if (!(error instanceof SearchError)) throw error;
          expect(error.position).toBeGreaterThanOrEqual(0);
          expect(error.position + error.length).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("may be long", () => {
    const clause = "metrics.a > 1";
    expect(read(Array(10_000).fill(clause).join(" AND "), runGrammar)).toHaveLength(10_000);
    expect(read(`params.a = '${"x".repeat(150_000)}'`, runGrammar)).toHaveLength(1);
    expect(failure("(".repeat(100_000), runGrammar).position).toBe(50);
  });

  it("has a limit, and a message stays short", () => {
    const { message, position, length } = failure("x".repeat(200_001), runGrammar);
    expect(message).toBe("Search text of 200,001 characters is too long. It may have at most 200,000.");
    expect([position, length]).toEqual([200_000, 1]);
    expect(failure("x".repeat(200_000), runGrammar).message.length).toBeLessThan(400);
  });
});
