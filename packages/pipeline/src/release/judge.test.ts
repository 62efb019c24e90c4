import type { Verdict, VerdictStatus } from "@slipway/contract";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, whyNotThisBranch } from "./judge.js";
import type { ReleasePlan } from "./release-plan.js";

const verdict = (status: VerdictStatus, required: boolean, gate = "g"): Verdict => ({
  gate,
  status,
  required,
  reason: `because ${gate}`,
  evidence: {},
});

describe("judge", () => {
  it.each([
    ["promotes without gates", [], "promoted"],
    [
      "promotes what passes, or what no gate applies to",
      [verdict("pass", true), verdict("not-applicable", true)],
      "promoted",
    ],
    [
      "holds what misses a gate that is not required",
      [verdict("pass", true), verdict("fail", false)],
      "held",
    ],
    ["refuses what misses a required gate", [verdict("fail", false), verdict("fail", true)], "refused"],
    ["refuses what a required gate cannot tell", [verdict("not-enough-data", true)], "refused"],
    ["refuses what a required gate fails on", [verdict("error", true)], "refused"],
  ])("%s", (_, verdicts, outcome) => {
    expect(judge(verdicts as Verdict[]).outcome).toBe(outcome);
  });

  it("names the gate that decides: a required one before the others", () => {
    const verdicts = [verdict("fail", false, "improvement"), verdict("fail", true, "threshold")];
    expect(judge(verdicts).reason).toBe("gate threshold: because threshold");
  });

  it("promotes exactly when every verdict lets through, whatever their order", () => {
    const status = fc.constantFrom<VerdictStatus>(
      "pass",
      "fail",
      "not-enough-data",
      "error",
      "not-applicable",
    );
    const verdicts = fc.array(fc.tuple(status, fc.boolean()).map(([s, required]) => verdict(s, required)));
    fc.assert(
      fc.property(verdicts, (list) => {
        const good = list.every((one) => one.status === "pass" || one.status === "not-applicable");
        expect(judge(list).outcome === "promoted").toBe(good);
        expect(judge(list.toReversed()).outcome).toBe(judge(list).outcome);
      }),
    );
  });
});

describe("whyNotThisBranch", () => {
  const on = (branch: string | undefined, branches?: string[], fallback: string | undefined = "main") => {
    const step = { branches } as ReleasePlan["step"];
    return whyNotThisBranch({ step, commit: { sha: "0", branch } }, fallback);
  };

  it("lets the default branch promote, and those that the file names", () => {
    expect(on("main")).toBeUndefined();
    expect(on("release/1", ["main", "release/*"])).toBeUndefined();
    expect(on("feature")).toBe("branch feature does not promote, main does");
    expect(on("main", ["release/*"])).toBe("branch main does not promote, release/* does");
  });

  it("lets no unknown branch promote", () => {
    expect(on(undefined)).toContain("SLIPWAY_BRANCH");
  });

  it("asks for no branch outside a repository, unless the file does", () => {
    const outside = (branches?: string[]) =>
      whyNotThisBranch({ step: { branches } as ReleasePlan["step"], commit: undefined }, undefined);
    expect(outside()).toBeUndefined();
    expect(outside(["main"])).toContain("the branch is not known");
  });
});
