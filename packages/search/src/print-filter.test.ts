import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Comparison, conjunctsOf, type Filter } from "./filter.js";
import { loggedModelGrammar } from "./grammars/logged-model-grammar.js";
import { runGrammar } from "./grammars/run-grammar.js";
import { parseFilter } from "./parse-filter.js";
import { printFilter, printKey } from "./print-filter.js";
import { SearchError } from "./search-error.js";
import { arbitraryClauses, arbitraryFilter, type Clause, GRAMMARS } from "./testing/arbitrary-filter.js";

const comparison = (clause: Clause): Comparison => ({ type: "comparison", ...clause, start: 0, end: 0 });
const param = (value: string): Comparison =>
  comparison({ entity: "param", key: "a", comparator: "=", value });

/** A tree without the places in its text. */
function bare(filter: Filter | undefined): Filter | undefined {
  if (filter?.type === "comparison") return { ...filter, start: 0, end: 0 };
  return filter && mapOperands(filter, (operand) => bare(operand) ?? operand);
}

const mapOperands = (filter: Exclude<Filter, Comparison>, change: (operand: Filter) => Filter): Filter =>
  filter.type === "not"
    ? { type: "not", operand: change(filter.operand) }
    : { type: filter.type, operands: filter.operands.map(change) };

describe.each(GRAMMARS)("printing a filter on a $name", (grammar) => {
  it("gives text that parses to the same tree", () => {
    fc.assert(
      fc.property(arbitraryFilter(grammar), (filter) => {
        expect(bare(parseFilter(printFilter(filter), grammar))).toEqual(filter);
      }),
      { numRuns: 300 },
    );
  });

  it("gives MLflow's own language for comparisons that must all hold", () => {
    fc.assert(
      fc.property(arbitraryClauses(grammar), (clauses) => {
        const operands = clauses.map(comparison);
        const text = printFilter({ type: "and", operands });
        expect(text).toBe(operands.map(printFilter).join(" AND "));
        expect(conjunctsOf(bare(parseFilter(text, grammar)))).toEqual(operands);
      }),
      { numRuns: 300 },
    );
  });
});

describe("printFilter", () => {
  it("ends a text of a list where it ends, whatever follows", () => {
    const listed = comparison({ entity: "attribute", key: "run_id", comparator: "IN", value: ["\\", "x\\"] });
    const filter: Filter = { type: "or", operands: [listed, param("")] };
    expect(bare(parseFilter(printFilter(filter), runGrammar))).toEqual(filter);
  });

  it("quotes only what needs quotes", () => {
    const filter = parseFilter('metric."f1 score">=1e25 and tag.`a` IS NULL', runGrammar);
    expect(printFilter(filter)).toBe("metrics.`f1 score` >= 1e25 AND tags.a IS NULL");
  });

  it("groups what is joined within what is joined", () => {
    const text = "not (tags.a='1' or tags.b='2') and tags.c='3' or not tags.d='4'";
    expect(printFilter(parseFilter(text, runGrammar))).toBe(
      "(NOT (tags.a = '1' OR tags.b = '2') AND tags.c = '3') OR NOT tags.d = '4'",
    );
  });

  it("writes nothing for no filter", () => expect(printFilter(undefined)).toBe(""));

  it("escapes the strings of a list", () => {
    const text = "run_id IN ('it\\'s', 'a\\\\b', 'line\\n')";
    expect(printFilter(parseFilter(text, runGrammar))).toBe(text);
  });

  it("writes an empty list where one is allowed", () => {
    expect(printFilter(parseFilter("name IN ()", loggedModelGrammar))).toBe("name IN ()");
  });

  it("picks the quotes that a value leaves free", () => {
    expect(printFilter(param("it's"))).toBe('params.a = "it\'s"');
    expect(printFilter(param('"x"'))).toBe("params.a = '\"x\"'");
  });

  it.each(["'\"", "C:\\"])("refuses %j, which the language cannot say", (value) => {
    expect(() => printFilter(param(value))).toThrow(SearchError);
  });

  it("refuses NaN", () => {
    const nan = comparison({ entity: "metric", key: "a", comparator: "=", value: Number.NaN });
    expect(() => printFilter(nan)).toThrow("NaN cannot be written");
  });
});

it.each([
  ["val_loss", "val_loss"],
  ["mlflow.source.name", "mlflow.source.name"],
  ["2d_iou", "2d_iou"],
  ["val/loss", "`val/loss`"],
  ["in", "`in`"],
  ["top.5", "`top.5`"],
  ["a`b", '"a`b"'],
])("writes the key %s as %s", (key, written) => expect(printKey(key)).toBe(written));
