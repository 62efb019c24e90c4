import { expect, it } from "vitest";
import { testSetAdvice } from "./advice.js";

const setOf = (examples: number, adaptivity: "first-change" | "full") => ({
  name: "held",
  digest: "sha256:0",
  looks: 32,
  adaptivity,
  passes: 1,
  reliability: 0.95,
  reveal: "sealed" as const,
  examples,
  created_at: 0,
  spent: [],
});

it("says what a look at a set can find, and where no outcome could be", () => {
  const enough = testSetAdvice(setOf(2000, "first-change")).join("\n");
  // 2^-10 is below 0.05 / 32.
  expect(enough).toContain("must win at least 10 examples that tell two models apart");
  expect(enough).toMatch(/of its 2,000 examples do, a gain of 2\.\d points is found 4 times of 5\./);
  const never = testSetAdvice(setOf(300, "full")).join("\n");
  expect(never).toContain("of its 300 examples do, nothing can be shown: that takes 370 at least.");
});
