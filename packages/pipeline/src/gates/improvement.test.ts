import { describe, expect, it } from "vitest";
import type { Predictions } from "../evaluation/predictions.js";
import { predictionsOf } from "../evaluation/testing/predictions-of.js";
import { drawBinomial } from "../statistics/binomial-draw.js";
import { seededRandom } from "../statistics/random.js";
import { applyGate } from "./apply-gate.js";
import type { Evidence } from "./gate.js";
import { answers } from "./testing/answers.js";
import { discordantEvidence, pairedEvidence } from "./testing/evidence.js";

const improve = (evidence: Evidence, parameters: object = {}) =>
  applyGate("improvement", { metric: "accuracy", ...parameters }, evidence);

const numbersOnly = (source: string, columns: Record<string, number[]>, groups?: string[]): Predictions => {
  const [first = []] = Object.values(columns);
  const ids = first.map((_, row) => `row-${row}`);
  return predictionsOf({ source, ids, groups, numbers: columns });
};

describe("improvement in accuracy", () => {
  it("passes a candidate that is better by more than chance", async () => {
    const verdict = await improve(discordantEvidence(2000, 68, 30));
    expect(verdict).toMatchObject({ gate: "improvement", status: "pass", required: false });
    expect(verdict.reason).toBe("+0.0190 [+0.0105, +0.0275] at 95 %, McNemar p < 0.0001");
    expect(verdict.evidence).toMatchObject({
      b: 68,
      c: 30,
      n: 2000,
      alpha: 0.05,
      seed: 1,
      resamples: 10_000,
    });
    expect(verdict.evidence.minimum_detectable_effect).toBeCloseTo(0.0123, 4);
    expect(verdict.method).toMatch(/^exact McNemar, one-sided/);
  });

  it("holds one that is not, and says how many examples would settle it", async () => {
    const verdict = await improve(discordantEvidence(1000, 25, 15));
    expect(verdict).toMatchObject({ status: "fail", required: false });
    expect(verdict.reason).toMatch(/^\+0\.0100 \[.*\] at 95 %, McNemar p = 0\.0769: not better$/);
    expect(verdict.evidence.examples_to_settle).toBeGreaterThan(2000);
  });

  it("refuses one that is worse by more than chance, required or not", async () => {
    const verdict = await improve(discordantEvidence(2000, 30, 68), { required: false });
    expect(verdict).toMatchObject({ status: "fail", required: true });
    expect(verdict.reason).toMatch(/^-0\.0190 \[.*\] at 95 %, McNemar p < 0\.0001: worse$/);
  });

  it("is required when the parameters say so", async () => {
    expect((await improve(discordantEvidence(1000, 25, 15), { required: true })).required).toBe(true);
  });

  it("asks more of the best of many on the examples that it was selected on", async () => {
    const many = { configurationsCompared: 5 };
    expect((await improve(discordantEvidence(2000, 60, 40))).status).toBe("pass");
    expect((await improve(discordantEvidence(2000, 60, 40, many))).status).toBe("pass");
    const corrected = await improve(
      discordantEvidence(2000, 60, 40, { ...many, sameExamplesAsSelection: true }),
    );
    expect(corrected).toMatchObject({ status: "fail", required: false });
    expect(corrected.reason).toContain("at 95 % for the best of 5, McNemar p = 0.0284");
    expect(corrected.evidence).toMatchObject({ alpha: 0.01, configurations_compared: 5 });
  });

  it("lets the exact test decide where the bootstrap says otherwise", async () => {
    const verdict = await improve(discordantEvidence(200, 6, 1));
    expect(verdict.evidence.p).toBeCloseTo(0.0625, 12);
    expect((verdict.evidence.interval as number[])[0]).toBeGreaterThan(0);
    expect(verdict).toMatchObject({ status: "fail", evidence: { bootstrap_disagrees: true } });
    expect(verdict.method).toContain("where they disagree the exact test decides");
  });

  it("says that data do not suffice when no outcome could have been significant", async () => {
    const verdict = await improve(discordantEvidence(40, 3, 0));
    expect(verdict.status).toBe("not-enough-data");
    expect(verdict.reason).toBe(
      "only 3 of 40 examples tell the models apart; at 95 % it takes 5, about 67 examples like these",
    );
    expect(verdict.evidence.examples_to_settle).toBe(67);
    expect((await improve(discordantEvidence(4, 0, 0))).status).toBe("not-enough-data");
  });

  it("still sees a regression where a gain could not be significant", async () => {
    const evidence = discordantEvidence(50, 0, 6, {
      configurationsCompared: 50,
      sameExamplesAsSelection: true,
    });
    expect(await improve(evidence)).toMatchObject({ status: "fail", required: true });
  });

  it("calls models that answer alike indistinguishable", async () => {
    const verdict = await improve(discordantEvidence(2000, 0, 0));
    expect(verdict).toMatchObject({ status: "fail", required: false, evidence: { p: 1 } });
    expect(verdict.reason).toBe("indistinguishable: both models answer alike on all 2,000 examples");
  });

  it("can ask for a gain above a margin", async () => {
    const evidence = discordantEvidence(2000, 90, 10);
    expect((await improve(evidence, { "min-delta": 0.02 })).status).toBe("pass");
    const verdict = await improve(evidence, { "min-delta": 0.035 });
    expect(verdict).toMatchObject({ status: "fail", required: false });
    expect(verdict.reason).toMatch(/: not better by more than \+0\.0350$/);
  });

  it("gives the same verdict to the same evidence", async () => {
    expect(await improve(discordantEvidence(500, 20, 9))).toEqual(
      await improve(discordantEvidence(500, 20, 9)),
    );
  });
});

describe("improvement in other metrics", () => {
  const noise = seededRandom(3);
  const labels = Array.from({ length: 300 }, () => 10 * noise.uniform());
  const regression = (source: string, error: number): Predictions =>
    predictionsOf({
      source,
      ids: labels.map((_, row) => `row-${row}`),
      labels,
      predictions: labels.map((label) => label + error * (noise.uniform() - 0.5)),
    });

  it("knows which way is better", async () => {
    const verdict = await improve(pairedEvidence(regression("a", 1), regression("b", 2)), { metric: "rmse" });
    expect(verdict).toMatchObject({ status: "pass", evidence: { goal: "minimize" } });
    expect(verdict.reason).toMatch(/^-0\.\d{4} \[-0\.\d{4}, -0\.\d{4}\] at 95 %, less is better$/);
    const swapped = await improve(pairedEvidence(regression("b", 2), regression("a", 1)), { metric: "rmse" });
    expect(swapped).toMatchObject({ status: "fail", required: true });
  });

  it("is asked for the direction of a column of one's own", async () => {
    const profit = (gain: number) =>
      numbersOnly("rows.csv", { profit: labels.map((label) => label + gain * noise.uniform()) });
    const evidence = pairedEvidence(profit(2), profit(0));
    expect(await improve(evidence, { metric: "mean(profit)" })).toMatchObject({
      status: "error",
      reason: "say whether mean(profit) is better high or low: `goal: maximize` or `goal: minimize`",
    });
    expect((await improve(evidence, { metric: "mean(profit)", goal: "maximize" })).status).toBe("pass");
    expect((await improve(evidence, { metric: "mean(profit)", goal: "minimize" })).status).toBe("fail");
  });

  it("tests zeros and ones exactly, whatever they mean", async () => {
    const judged = (source: string, bad: number) =>
      numbersOnly(source, { complaint: labels.map((_, row) => Number(row < bad)) });
    const verdict = await improve(pairedEvidence(judged("a", 10), judged("b", 30)), {
      metric: "mean(complaint)",
      goal: "minimize",
    });
    expect(verdict).toMatchObject({ status: "pass", evidence: { b: 20, c: 0 } });
  });

  it("is an error where the metric is not defined", async () => {
    const rows = answers("a.csv", 20, () => true);
    expect(await improve(pairedEvidence(rows, rows), { metric: "roc_auc(spam)" })).toMatchObject({
      status: "error",
      required: false,
      reason: "roc_auc(spam) needs the column score; a.csv has id, label, prediction",
    });
  });

  it("resamples groups, whose rows are no independent witnesses", async () => {
    const groups = Array.from({ length: 300 }, (_, row) => `user-${row % 6}`);
    const right = (winners: number) => groups.map((group) => Number(Number(group.slice(5)) < winners));
    const evidence = (own?: string[]) =>
      pairedEvidence(numbersOnly("a", { right: right(4) }, own), numbersOnly("b", { right: right(3) }, own));
    const parameters = { metric: "mean(right)", goal: "maximize" };
    expect((await improve(evidence(), parameters)).status).toBe("pass");
    const verdict = await improve(evidence(groups), parameters);
    expect(verdict).toMatchObject({ status: "not-enough-data", evidence: { groups: 6, differing: 1 } });
    expect(verdict.evidence.p).toBeUndefined();
  });
});

describe("improvement without a common ground", () => {
  const logged = (candidate: number, champion: number, values: number[] = []): Evidence => ({
    candidate: { logged: { accuracy: candidate }, reported: {} },
    champion: { logged: { accuracy: champion }, reported: {} },
    repeats: { metric: "accuracy", values },
    configurationsCompared: 1,
    sameExamplesAsSelection: true,
    seed: 1,
    now: 0,
  });

  it("does not apply without a champion", async () => {
    const { champion: _, ...evidence } = logged(0.9, 0.8);
    expect(await improve(evidence)).toMatchObject({
      status: "not-applicable",
      reason: "there is no champion yet",
    });
  });

  it("compares logged metrics and says that this is weak", async () => {
    expect((await improve(logged(0.87, 0.85))).reason).toBe(
      "+0.0200, unpaired, weak (one logged accuracy each, the noise unknown)",
    );
    expect(await improve(logged(0.87, 0.85))).toMatchObject({ status: "pass", evidence: { weak: true } });
    expect(await improve(logged(0.85, 0.85))).toMatchObject({ status: "fail", required: false });
    expect(await improve(logged(0.8, 0.85))).toMatchObject({ status: "fail", required: false });
  });

  it("holds the spread of the repeats against the difference", async () => {
    const repeats = [0.86, 0.87, 0.88, 0.85, 0.89];
    expect(await improve(logged(0.87, 0.85, repeats))).toMatchObject({ status: "fail", required: false });
    expect((await improve(logged(0.87, 0.8, repeats))).status).toBe("pass");
    expect(await improve(logged(0.87, 0.95, repeats))).toMatchObject({ status: "fail", required: true });
  });

  it("fails closed on a metric that is missing or not a number", async () => {
    expect((await improve(logged(Number.NaN, 0.8))).status).toBe("error");
    expect(await improve(logged(0.9, 0.8), { metric: "f1" })).toMatchObject({
      status: "error",
      reason:
        "no examples that both models were scored on, and the candidate's run logged no f1; it logged accuracy",
    });
  });
});

describe("parameters of gates", () => {
  it.each([
    [{ metric: "acuracy" }, /no metric is called acuracy; did you mean accuracy\?/],
    [{ metric: "accuracy", confidence: 95 }, /wrong parameters: \/confidence/],
    [{ metric: "accuracy", "min-delta": -1 }, /wrong parameters: \/min-delta/],
    [{ metric: "accuracy", margin: 1 }, /wrong parameters/],
    [{}, /wrong parameters/],
    [undefined, /wrong parameters/],
  ])("%o are an error", async (parameters, reason) => {
    const verdict = await applyGate("improvement", parameters, discordantEvidence(100, 20, 0));
    expect(verdict.status).toBe("error");
    expect(verdict.reason).toMatch(reason);
  });

  it("of a gate that does not exist are one too", async () => {
    expect(await applyGate("toString", {}, discordantEvidence(100, 20, 0))).toMatchObject({
      status: "error",
      required: true,
      reason: expect.stringMatching(/^no gate is called toString; known are threshold, improvement, /),
    });
  });
});

describe("the share of wrong promotions among equals", () => {
  /** How often the best of `candidates`, none better than the champion, is promoted in 60 histories. */
  async function promotions(candidates: number, sameExamplesAsSelection: boolean): Promise<number> {
    const random = seededRandom(candidates);
    let promoted = 0;
    for (let history = 0; history < 60; history++) {
      let best = { b: 0, c: 1000 };
      for (let candidate = 0; candidate < candidates; candidate++) {
        const b = drawBinomial(random, 1000, 0.03);
        const drawn = { b, c: drawBinomial(random, 1000 - b, 0.03 / 0.97) };
        if (drawn.b - drawn.c > best.b - best.c) best = drawn;
      }
      const more = { configurationsCompared: candidates, sameExamplesAsSelection };
      if ((await improve(discordantEvidence(1000, best.b, best.c, more))).status === "pass") promoted++;
    }
    return promoted / 60;
  }

  it("stays below the stated 5 % for one candidate, and for the best of 20 once they are counted", async () => {
    // Three standard errors of 60 histories above 5 %.
    expect(await promotions(1, false)).toBeLessThan(0.135);
    expect(await promotions(20, true)).toBeLessThan(0.135);
    expect(await promotions(20, false)).toBeGreaterThan(0.3);
  });
});

describe("a budget whose level no resamples resolve", () => {
  const testSet = { name: "held", looks: 32, models: 2 ** 32, reliability: 0.95 };

  it.each(["accuracy", "f1_macro", "mean(amount)"])("can be passed, by %s", async (metric) => {
    const withAmounts = (rows: Predictions | undefined, gain: number): Predictions => ({
      ...(rows as Predictions),
      numbers: new Map([
        ["amount", Float64Array.from({ length: 600 }, (_, row) => gain + Math.sin(row * (1 + gain)))],
      ]),
    });
    const { candidate, champion } = discordantEvidence(600, 150, 20, { testSet });
    const [own, other] = [withAmounts(candidate.predictions, 0.5), withAmounts(champion?.predictions, 0)];
    const verdict = await improve(pairedEvidence(own, other, { testSet }), { metric, goal: "maximize" });
    expect(verdict).toMatchObject({ status: "pass", evidence: { alpha: 0.05 / 2 ** 32 } });
    expect(verdict.evidence.interval).toEqual([expect.any(Number), expect.any(Number)]);
    expect(verdict.method).toContain("its tail carried on beyond the resamples");
  });

  it("is not passed by what would do without", async () => {
    const evidence = discordantEvidence(2000, 68, 30, { testSet });
    expect(await improve(evidence)).toMatchObject({ status: "fail", required: false });
    expect(await improve(evidence, { metric: "f1_macro" })).toMatchObject({ status: "fail" });
    const few = await improve(discordantEvidence(2000, 20, 0, { testSet }));
    expect(few.reason).toMatch(
      /^only 20 of 2,000 examples .* over 32 looks it takes 37, about 3,700 examples/,
    );
  });
});
