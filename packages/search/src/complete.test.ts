import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { complete } from "./complete.js";
import { loggedModelGrammar } from "./grammars/logged-model-grammar.js";
import { runGrammar } from "./grammars/run-grammar.js";
import { GRAMMARS } from "./testing/arbitrary-filter.js";

const keys = { metric: ["accuracy", "val/acc", "a`b\"c'd"], param: ["lr"], tag: ["mlflow.user"] };
const values = {
  param: new Map([["lr", ["0.1", "0.01", "it's", `both ' and "`]]]),
  tag: new Map([["mlflow.user", ["ann"]]]),
};

/** Completes at the bar; each answer is the text with an option in place. */
function applied(withBar: string, grammar = runGrammar): string[] {
  const cursor = withBar.indexOf("|");
  const text = withBar.replace("|", "");
  const { from, to, options } = complete(text, cursor, grammar, { ...keys, values });
  return options.map((option) => text.slice(0, from) + option + text.slice(to));
}

describe("complete", () => {
  it("offers attributes, prefixes and keys in an empty box", () => {
    const options = applied("|");
    expect(options).toEqual(
      expect.arrayContaining(["run_id", "metrics.", "metrics.accuracy", "tags.mlflow.user"]),
    );
    expect(options).toContain("metrics.`val/acc`");
    expect(options.filter((option) => option.includes("a`b"))).toEqual([]);
  });

  it.each([
    ["metrics.acc|", ["metrics.accuracy"]],
    ["metrics.val|", ["metrics.`val/acc`"]],
    ["met|rics.acc > 1", ["metrics. > 1", "metrics.accuracy > 1", "metrics.`val/acc` > 1"]],
    ["status = 'FAILED' AND PAR|", ["status = 'FAILED' AND params.", "status = 'FAILED' AND params.lr"]],
    ["metrics.accuracy |", ["=", "!=", ">", ">=", "<", "<="].map((sign) => `metrics.accuracy ${sign}`)],
    ["metrics.accuracy >|", ["metrics.accuracy >", "metrics.accuracy >="]],
    ["metrics.accuracy > |", []],
    ["metrics.accuracy > 1 |", ["metrics.accuracy > 1 AND", "metrics.accuracy > 1 OR"]],
    ["metrics.accuracy > 1 a|", ["metrics.accuracy > 1 AND"]],
    ["params.lr is n|", ["params.lr IS NULL", "params.lr IS NOT NULL"]],
    ["params.lr IS  NOT N|", ["params.lr IS NOT NULL"]],
    ["params.lr IS NULL |", ["params.lr IS NULL AND", "params.lr IS NULL OR"]],
    ["run_id NOT |", ["run_id NOT IN"]],
    ["run_id IN ('a', |", []],
    ["run_id IN ('a') |", ["run_id IN ('a') AND", "run_id IN ('a') OR"]],
    ["metrics.accuracy > 1 OR metrics.val|", ["metrics.accuracy > 1 OR metrics.`val/acc`"]],
    ["metrics.accuracy > 1 OR no|", ["metrics.accuracy > 1 OR NOT"]],
    ["NOT (params.l|", ["NOT (params.lr"]],
    ["NOT status = 'FI|", ["NOT status = 'FINISHED'"]],
    ["(params.lr = '1' |", ["AND", "OR", ")"].map((joint) => `(params.lr = '1' ${joint}`)],
    ["(run_id IN ('a') |", ["AND", "OR", ")"].map((joint) => `(run_id IN ('a') ${joint}`)],
    ["(params.lr = '1') |", ["AND", "OR"].map((joint) => `(params.lr = '1') ${joint}`)],
    ["status = 'f|", ["status = 'FINISHED'", "status = 'FAILED'"]],
    ["status = 'RU| AND metrics.accuracy > 1", ["status = 'RUNNING' AND metrics.accuracy > 1"]],
    ["params.lr = |", ["'0.1'", "'0.01'", `"it's"`].map((value) => `params.lr = ${value}`)],
    ["params.lr = '0.01|", ["params.lr = '0.01'"]],
    ["tags.mlflow.user != a|", ["tags.mlflow.user != 'ann'"]],
    ["params.other = |", []],
    ["foo |", []],
  ])("completes %s", (withBar, expected) => expect(applied(withBar)).toEqual(expected));

  it("offers lists of known values", () => {
    expect(applied("status IN |", loggedModelGrammar)).toContain("status IN ('READY')");
  });

  it("never throws, and replaces text around the cursor", () => {
    const word = fc.constantFrom(
      "metrics.a",
      "status",
      "'x'",
      "'",
      "(",
      ")",
      "IN",
      "NOT",
      "IS",
      "AND",
      ">",
      "1",
      " ",
      "",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, fc.nat(), fc.constantFrom(...GRAMMARS), (given, at, grammar) => {
        const cursor = at % (given.length + 1);
        const { from, to } = complete(given, cursor, grammar, keys);
        expect(from).toBeLessThanOrEqual(cursor);
        expect(to).toBeGreaterThanOrEqual(cursor);
        expect(to).toBeLessThanOrEqual(given.length);
      }),
    );
  });
});
