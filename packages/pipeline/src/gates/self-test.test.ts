import { describe, expect, it } from "vitest";
import { IdColumn } from "../evaluation/columns/id-column.js";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { pairPredictions } from "../evaluation/pair-predictions.js";
import { textsOf } from "../evaluation/testing/predictions-of.js";
import { type AnyGate, gates } from "./index.js";
import { selfTest } from "./self-test.js";
import { answers } from "./testing/answers.js";
import { goodFacts } from "./testing/facts.js";

const rows = {
  better: answers("better", 400, (row) => row % 20 !== 0),
  worse: answers("worse", 400, (row) => row % 3 !== 0),
  facts: goodFacts,
};

const improvement = gates.improvement as AnyGate;

/** The improvement gate with its evidence or its ruling tampered with. */
const broken = (change: Partial<AnyGate>): AnyGate => ({ ...improvement, ...change });

describe("every gate", () => {
  it.each(Object.values(gates))("$name keeps the contract", async (gate) => {
    expect(await selfTest(gate, gate.example, rows)).toEqual([]);
  });

  it.each(Object.entries(gates))("%s is listed under its own name", (name, gate) => {
    expect(gate.name).toBe(name);
  });

  it.each(Object.values(gates))("$name finds nothing wrong with its own example", (gate) => {
    expect(gate.findings(gate.example, { evaluated: true })).toEqual([]);
  });
});

describe("the self-test", () => {
  it("finds a gate that compares the candidate with itself", async () => {
    const gate = broken({
      evaluate: (evidence, parameters) =>
        improvement.evaluate(
          {
            ...evidence,
            paired: evidence.paired && pairPredictions(evidence.paired.candidate, evidence.paired.candidate),
          },
          parameters,
        ),
    });
    expect((await selfTest(gate, improvement.example, rows)).join()).toContain("must be pass");
  });

  it("finds a gate whose sign is the wrong way round", async () => {
    const gate = broken({
      evaluate: (evidence, parameters) => improvement.evaluate(evidence, { ...parameters, goal: "minimize" }),
    });
    expect(await selfTest(gate, improvement.example, rows)).toEqual([
      expect.stringContaining("clearly better must be pass"),
      expect.stringContaining("clearly worse must not be pass"),
    ]);
  });

  it("finds a gate that lets everything through", async () => {
    const gate = broken({ evaluate: () => ({ status: "pass", reason: "", evidence: {} }) });
    const problems = (await selfTest(gate, improvement.example, rows)).join("\n");
    for (const what of [
      "a model against itself",
      "no examples",
      "a single example",
      "not a number",
      "flip",
    ]) {
      expect(problems).toContain(what);
    }
  });
});

describe("rows of different examples", () => {
  it("are refused before any gate sees them", () => {
    const foreign = { ...rows.worse, ids: IdColumn.of(textsOf(rows.worse.ids).map((id) => `x${id}`)) };
    expect(() => pairPredictions(rows.better, foreign)).toThrow(EvaluationError);
  });
});
