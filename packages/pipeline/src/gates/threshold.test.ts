import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyGate } from "./apply-gate.js";
import { gates } from "./index.js";
import { answers } from "./testing/answers.js";
import { differenceText, limitText, valueText } from "./verdict-text.js";

const base = {
  repeats: { metric: "val_accuracy", values: [] },
  configurationsCompared: 1,
  sameExamplesAsSelection: false,
  seed: 1,
  now: 0,
};
const ofRows = (right: number) => ({
  ...base,
  candidate: {
    logged: { accuracy: 0.1 },
    reported: {},
    predictions: answers("rows.csv", 100, (row) => row < right),
  },
});
const ofLogged = (logged: Record<string, number>) => ({ ...base, candidate: { logged, reported: {} } });
const verdict = (parameters: object, evidence: typeof base & Parameters<typeof applyGate>[2]) =>
  applyGate("threshold", { metric: "accuracy", ...parameters }, evidence);

describe("threshold", () => {
  it("holds the metric of the rows, not the logged one, against its limits", async () => {
    expect(await verdict({ min: 0.8 }, ofRows(87))).toEqual({
      gate: "threshold",
      status: "pass",
      required: true,
      reason: "accuracy 0.8700 >= 0.80",
      evidence: { metric: "accuracy", value: 0.87, min: 0.8, max: undefined, n: 100 },
    });
    expect((await verdict({ min: 0.8 }, ofRows(80))).status).toBe("pass");
    expect(await verdict({ min: 0.8 }, ofRows(79))).toMatchObject({
      status: "fail",
      reason: "accuracy 0.7900 < 0.80",
    });
    expect(await verdict({ max: 0.5 }, ofRows(60))).toMatchObject({
      status: "fail",
      reason: "accuracy 0.6000 > 0.50",
    });
    expect((await verdict({ min: 0.5, max: 0.95 }, ofRows(60))).reason).toBe(
      "accuracy 0.6000 >= 0.50 and <= 0.95",
    );
  });

  it("takes logged metrics when nothing was evaluated", async () => {
    expect((await verdict({ metric: "size_mb", max: 50 }, ofLogged({ size_mb: 12.5 }))).reason).toBe(
      "size_mb 12.5000 <= 50",
    );
    expect(await verdict({ metric: "size_mb", max: 50 }, ofLogged({ size: 12.5 }))).toMatchObject({
      status: "error",
      reason: "the candidate's run logged no size_mb; it logged size",
    });
    expect((await verdict({ min: 0 }, ofLogged({ accuracy: Number.NaN }))).status).toBe("error");
  });

  it("is required unless the parameters say otherwise", async () => {
    expect((await verdict({ min: 0.8, required: false }, ofRows(79))).required).toBe(false);
  });

  it("says what is wrong with its parameters", () => {
    const findings = (parameters: object, evaluated = true) =>
      gates.threshold?.findings({ metric: "accuracy", ...parameters }, { evaluated });
    expect(findings({})).toEqual(["it needs `min`, `max` or both"]);
    expect(findings({ min: 2, max: 1 })).toEqual(["no value is at least 2 and at most 1"]);
    expect(findings({ metric: "acuracy", min: 1 })?.join()).toContain("did you mean accuracy?");
    expect(findings({ metric: "val_accuracy", min: 1 }, false)).toEqual([]);
  });
});

describe("the numbers of a verdict", () => {
  it("never contradict it", async () => {
    expect(valueText(0.79996, (shown) => shown < 0.8)).toBe("0.79996");
    expect(valueText(0.87345678)).toBe("0.8735");
    const number = fc.double({ min: -10, max: 10, noNaN: true });
    await fc.assert(
      fc.asyncProperty(number, number, async (value, min) => {
        const { status, reason } = await verdict({ metric: "m", min }, ofLogged({ m: value }));
        expect(Number(reason.split(" ")[1]) >= min).toBe(status === "pass");
      }),
    );
  });

  it("are written as people write them", () => {
    expect([0.8, 0.805, 50, 0, 1.5].map(limitText)).toEqual(["0.80", "0.805", "50", "0", "1.50"]);
    expect([0.019, -0.00001, 0, -0.5].map(differenceText)).toEqual([
      "+0.0190",
      "+0.0000",
      "+0.0000",
      "-0.5000",
    ]);
  });
});
