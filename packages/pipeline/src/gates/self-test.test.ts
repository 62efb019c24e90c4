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
  mustPass: true,
  facts: goodFacts,
};

/** What a gate does wrong. */
const problems = async (gate: AnyGate, parameters: unknown = gate.example): Promise<string[]> =>
  (await selfTest(gate, parameters, rows))
    .filter(({ status }) => status !== "pass")
    .map(({ form, reason }) => `${form}: ${reason}`);

const improvement = gates.improvement as AnyGate;

/** The improvement gate with its evidence or its ruling tampered with. */
const broken = (change: Partial<AnyGate>): AnyGate => ({ ...improvement, ...change });

describe("every gate", () => {
  it.each(Object.values(gates))("$name keeps the contract", async (gate) => {
    expect(await problems(gate)).toEqual([]);
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
    expect((await problems(gate)).join()).toContain("must say pass");
  });

  it("finds a gate whose sign is the wrong way round", async () => {
    const gate = broken({
      evaluate: (evidence, parameters) => improvement.evaluate(evidence, { ...parameters, goal: "minimize" }),
    });
    expect(await problems(gate)).toEqual([
      expect.stringContaining("clearly better: it must say pass"),
      expect.stringContaining("clearly worse: it must not pass"),
    ]);
  });

  it("finds a gate that lets everything through", async () => {
    const gate = broken({ evaluate: () => ({ status: "pass", reason: "", evidence: {} }) });
    const found = (await problems(gate)).join("\n");
    for (const form of ["against itself", "no examples", "a single example", "NaN", "models swapped"]) {
      expect(found).toContain(form);
    }
  });
});

describe("rows of different examples", () => {
  it("are refused before any gate sees them", () => {
    const foreign = { ...rows.worse, ids: IdColumn.of(textsOf(rows.worse.ids).map((id) => `x${id}`)) };
    expect(() => pairPredictions(rows.better, foreign)).toThrow(EvaluationError);
  });
});
