import { expect, it } from "vitest";
import { applyGate } from "../../packages/pipeline/src/gates/apply-gate.js";
import { decisionsReport } from "./report.js";

const SIZE = { decisions: 10, power: 3, looks: 2, levels: 0 };

it("tells a gate that promotes whatever is ahead from one that holds its level", async () => {
  const { lines, broken } = await decisionsReport(SIZE, {
    rule: async (...asked) => {
      const verdict = await applyGate(...asked);
      const ahead = Number(verdict.evidence.estimate) > 0;
      return { ...verdict, status: ahead ? "pass" : "fail" };
    },
  });
  expect(lines.join("\n")).toContain("take the best");
  expect(broken.map((problem) => problem.split(":")[0])).toEqual(
    expect.arrayContaining([
      "1 candidate",
      "5 candidates",
      "20 candidates",
      "50 candidates",
      "test-set (sealed)",
    ]),
  );
});
