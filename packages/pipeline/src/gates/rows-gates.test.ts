import { describe, expect, it } from "vitest";
import { CodedColumn } from "../evaluation/columns/coded-column.js";
import type { Predictions } from "../evaluation/predictions.js";
import { drawBinomial } from "../statistics/binomial-draw.js";
import { seededRandom } from "../statistics/random.js";
import { applyGate } from "./apply-gate.js";
import { answers } from "./testing/answers.js";
import { discordantEvidence, pairedEvidence } from "./testing/evidence.js";

const grouped = (rows: Predictions, group: (row: number) => number): Predictions => ({
  ...rows,
  groups: CodedColumn.of(Array.from({ length: rows.ids.length }, (_, row) => `user-${group(row)}`)),
});

describe("non-inferiority", () => {
  const judge = (n: number, b: number, c: number, margin = 0.02) =>
    applyGate("non-inferiority", { metric: "accuracy", margin }, discordantEvidence(n, b, c));

  it("passes what is shown to be within the margin, better or not", async () => {
    const verdict = await judge(2000, 20, 20);
    expect(verdict).toMatchObject({ status: "pass", required: true, evidence: { margin: 0.02, n: 2000 } });
    expect(verdict.reason).toMatch(/^\+0\.0000 \[-0\.00\d\d, .*\] at 95 %.*: not worse by 0\.02$/);
    expect((await judge(2000, 60, 20)).status).toBe("pass");
  });

  it("does not take the want of evidence for evidence", async () => {
    const verdict = await judge(200, 5, 5);
    expect(verdict).toMatchObject({ status: "not-enough-data", required: true });
    expect(verdict.reason).toMatch(/: not shown to be within 0\.02; about [\d,]+ examples would settle it$/);
    const needed = Number(verdict.evidence.examples_to_settle);
    const more = Math.round((needed / 200) * 5);
    expect((await judge(needed * 2, more * 2, more * 2)).status).toBe("pass");
  });

  it("asks for examples of models that answer alike, too", async () => {
    expect(await judge(50, 0, 0)).toMatchObject({ status: "not-enough-data" });
    expect((await judge(400, 0, 0)).status).toBe("pass");
  });

  it("fails what is worse by more", async () => {
    expect(await judge(1000, 10, 60)).toMatchObject({ status: "fail", required: true });
  });

  it("holds its level at the margin", async () => {
    const random = seededRandom(5);
    let passed = 0;
    for (let history = 0; history < 60; history++) {
      const c = drawBinomial(random, 300, 0.05);
      const b = drawBinomial(random, 300 - c, 0.03 / 0.95);
      if ((await judge(300, b, c)).status === "pass") passed++;
    }
    // Three standard errors of 60 histories above 5 %.
    expect(passed / 60).toBeLessThan(0.135);
  });

  it("needs examples", async () => {
    const { paired: _, ...evidence } = discordantEvidence(100, 5, 5);
    expect(await applyGate("non-inferiority", { metric: "accuracy", margin: 0.01 }, evidence)).toMatchObject({
      status: "error",
      reason: "there are no examples that both models were scored on; `release.evaluate` scores them",
    });
  });
});

describe("slices", () => {
  const byLabel = (parameters: object, right: (row: number) => boolean, n = 400) =>
    applyGate(
      "slices",
      { by: "label", metric: "accuracy", "max-drop": 0.05, ...parameters },
      pairedEvidence(
        answers("a", n, right),
        answers("b", n, (row) => row % 10 !== 0),
      ),
    );

  it("finds the slice that pays for a better whole", async () => {
    // Every ham right, a quarter of the spam wrong.
    const verdict = await byLabel({ metric: "recall" }, (row) => row % 2 === 0 || row % 8 !== 1);
    expect(verdict).toMatchObject({ status: "fail", required: true });
    expect(verdict.reason).toMatch(
      /^recall drops by more than 0\.05 in label spam \(-0\.25\d\d on 200, p < 0\.0001\)$|^recall drops by more than 0\.05 in label spam \(-0\.2500 on 200/,
    );
    expect(verdict.evidence.slices).toHaveLength(2);
    expect(verdict.evidence.alpha).toBe(0.025);
  });

  it("passes when no slice drops by more", async () => {
    const verdict = await byLabel({}, (row) => row % 10 !== 0 && row !== 1);
    expect(verdict.status).toBe("pass");
    expect(verdict.reason).toBe(
      "accuracy drops by at most 0.05 in each of 2 slices by label: at worst -0.0050 in spam",
    );
  });

  it("says how many examples would settle a drop that may be chance", async () => {
    const verdict = await byLabel({ "max-drop": 0.03 }, (row) => row % 10 !== 0 && row % 20 !== 1, 60);
    expect(verdict.status).toBe("not-enough-data");
    expect(verdict.reason).toMatch(/may drop by more than 0\.03 in label spam .* would settle it$/);
    expect(verdict.evidence.examples_to_settle).toBeGreaterThan(30);
  });

  it("does not judge slices that are too small, and says so", async () => {
    const rows = (right: (row: number) => boolean) =>
      grouped(
        answers("a", 100, right),
        (row) => Math.floor(row / 95), // 95 examples of one user, 5 of another
      );
    const evidence = pairedEvidence(
      rows((row) => row < 95),
      rows(() => true),
    );
    const verdict = await applyGate("slices", { by: "group", metric: "accuracy", "max-drop": 0.1 }, evidence);
    expect(verdict).toMatchObject({ status: "pass", evidence: { small_slices: ["user-1"] } });
    expect(verdict.reason).toMatch(/; 1 under 20 examples not judged$/);
    const fewer = { by: "group", metric: "accuracy", "max-drop": 0.1, "min-examples": 96 };
    expect(await applyGate("slices", fewer, evidence)).toMatchObject({
      status: "not-enough-data",
      reason: "no value of group has 96 examples",
    });
  });

  it("says which columns there are", async () => {
    expect((await byLabel({ by: "country" }, () => true)).reason).toBe(
      "a has no column of texts called country; it has label",
    );
  });
});

describe("flips", () => {
  const judge = (n: number, b: number, c: number, parameters: object = {}) =>
    applyGate("flips", { max: 0.02, ...parameters }, discordantEvidence(n, b, c));

  it("passes when the upper bound of what turns wrong is within the limit", async () => {
    const verdict = await judge(2000, 100, 20);
    expect(verdict).toMatchObject({
      status: "pass",
      reason: "20 of 2,000 examples turn wrong, at most 0.0145 at 95 %, <= 0.02",
      evidence: { negative_flips: 20, positive_flips: 100, share: 0.01, estimate: 0.04 },
    });
  });

  it("fails what turns too many wrong however many it gets right", async () => {
    expect(await judge(1000, 300, 30)).toMatchObject({ status: "fail", required: true });
  });

  it("says how many examples would settle it in between", async () => {
    const verdict = await judge(500, 10, 7);
    expect(verdict.status).toBe("not-enough-data");
    const needed = Number(verdict.evidence.examples_to_settle);
    expect((await judge(needed, 0, Math.floor(needed * 0.014))).status).toBe("pass");
    const none = await judge(20, 0, 0);
    expect(none).toMatchObject({ status: "not-enough-data", evidence: { examples_to_settle: 149 } });
    expect((await judge(149, 0, 0)).status).toBe("pass");
  });

  it("does not count the rows of one user as so many witnesses", async () => {
    const rows = (wrong: number) => answers("a", 1000, (row) => row % 100 >= wrong);
    const own = pairedEvidence(rows(1), rows(0));
    const users = pairedEvidence(
      grouped(rows(1), (row) => row % 100),
      grouped(rows(0), (row) => row % 100),
    );
    expect((await applyGate("flips", { max: 0.02 }, own)).status).toBe("pass");
    expect((await applyGate("flips", { max: 0.02 }, users)).status).toBe("not-enough-data");
  });
});
