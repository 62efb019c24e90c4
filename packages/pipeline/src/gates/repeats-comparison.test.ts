import { describe, expect, it } from "vitest";
import { applyGate } from "./apply-gate.js";
import type { Evidence } from "./gate.js";

const repeats = (values: number[]) => ({
  metric: "val_accuracy",
  values,
  names: values.map((_, seed) => `seed=${seed}`),
});
const evidenceOf = (own: number[], other?: number[], more: Partial<Evidence> = {}): Evidence => ({
  candidate: { logged: {}, reported: {} },
  champion: { logged: {}, reported: {} },
  repeats: repeats(own),
  ...(other && { championRepeats: repeats(other) }),
  configurationsCompared: 1,
  sameExamplesAsSelection: false,
  seed: 1,
  now: 0,
  ...more,
});
const judge = (evidence: Evidence, parameters: object = {}) =>
  applyGate("improvement", { metric: "val_accuracy", goal: "maximize", ...parameters }, evidence);

const TEN = [0.01, 0.02, 0, 0.03, 0.01, -0.01, 0.02, 0.01, 0, 0.02];
const [better, champion] = [TEN.map((gain) => 0.8 + gain), TEN.map(() => 0.8)];

describe("improvement by the corrected t-test", () => {
  const method = { method: "corrected-t-test", "test-ratio": 1 / 9 };

  it("passes a recipe whose repeats are better", async () => {
    const verdict = await judge(evidenceOf(better, champion), method);
    expect(verdict).toMatchObject({ status: "pass", required: false });
    expect(verdict.evidence.p).toBeCloseTo(0.0382953, 6);
    expect(verdict.reason).toMatch(
      /^\+0\.0110 \[\+0\.0009, \+0\.0211\] at 95 % over 10 repeats, p = 0\.0383$/,
    );
  });

  it("pays for being the best of many, and says what would settle it", async () => {
    const verdict = await judge(evidenceOf(better, champion, { configurationsCompared: 5 }), method);
    expect(verdict).toMatchObject({ status: "fail", evidence: { alpha: 0.01, configurations_compared: 5 } });
    const seeds = await judge(evidenceOf(better, champion, { configurationsCompared: 5 }), {
      ...method,
      "test-ratio": 0,
    });
    expect(seeds.status).toBe("pass");
  });

  it("swaps its sign, refuses what is worse, and does not pass a recipe against itself", async () => {
    expect(await judge(evidenceOf(champion, better), method)).toMatchObject({
      status: "fail",
      required: true,
      evidence: { estimate: expect.closeTo(-0.011, 9) },
    });
    expect((await judge(evidenceOf(better, better), method)).status).toBe("not-enough-data");
  });

  it("says that three seeds cannot prove anything", async () => {
    const verdict = await judge(evidenceOf([0.9, 0.91, 0.92], [0.8, 0.8, 0.8]), method);
    expect(verdict.status).toBe("not-enough-data");
    expect(verdict.reason).toBe(
      "3 repeats that both were trained with cannot prove anything: even if the candidate won them all, that would be luck with a chance of 0.1250; at 95 % it takes 5",
    );
    expect(verdict.evidence.repeats_to_settle).toBe(5);
  });

  it("pairs by what repeats were trained with", async () => {
    const shuffled = { ...repeats(champion.toReversed()), names: repeats(champion).names.toReversed() };
    const one = await judge(evidenceOf(better, champion), method);
    expect(await judge({ ...evidenceOf(better), championRepeats: shuffled }, method)).toEqual(one);
    const foreign = { ...repeats(champion), names: champion.map((_, seed) => `fold=${seed}`) };
    expect((await judge({ ...evidenceOf(better), championRepeats: foreign }, method)).reason).toMatch(
      /^0 repeats/,
    );
  });

  it("says what it lacks", async () => {
    expect((await judge(evidenceOf(better), method)).reason).toMatch(
      /^the repeats of the champion are not known/,
    );
    expect((await judge(evidenceOf(better, champion), { ...method, metric: "f1" })).reason).toBe(
      "repeats are compared by the metric that selected them, val_accuracy, not by f1",
    );
    expect((await judge(evidenceOf(better, champion), { method: "corrected-t-test" })).reason).toContain(
      "needs `test-ratio`",
    );
  });
});

describe("improvement by the probability of outperforming", () => {
  const method = { method: "probability-of-outperforming" };
  const wins = (won: number, all: number) =>
    evidenceOf(
      Array.from({ length: all }, (_, index) => (index < won ? 0.9 : 0.7)),
      Array.from({ length: all }, () => 0.8),
    );

  it.each([
    [22, 29, "pass"],
    [18, 29, "fail"],
    [29, 29, "pass"],
    [7, 10, "not-enough-data"],
    [5, 29, "fail"],
    [3, 3, "not-enough-data"],
  ])("%d wins of %d: %s", async (won, all, status) => {
    expect((await judge(wins(won, all), method)).status).toBe(status);
  });

  it("tells better from worth it", async () => {
    const verdict = await judge(wins(65, 100), method);
    expect(verdict).toMatchObject({ status: "fail", required: false });
    expect(verdict.reason).toMatch(/: better, but not by more than 0\.75$/);
    expect((await judge(wins(7, 10), method)).evidence.repeats_to_settle).toBe(29);
  });
});
