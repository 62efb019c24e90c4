import { expect, it } from "vitest";
import { levelOf } from "./confidence.js";

const once = { sameExamplesAsSelection: false, configurationsCompared: 5 };

it("divides the error among all models that must be right together", () => {
  expect(levelOf(0.95, once)).toMatchObject({ alpha: 0.05, alphaBetter: 0.05, text: "at 95 %" });
  const selected = levelOf(0.95, { ...once, sameExamplesAsSelection: true });
  expect(selected).toMatchObject({ alphaBetter: 0.01, text: "at 95 % for the best of 5" });
  const testSet = { name: "news", looks: 32, models: 32, reliability: 0.95 };
  expect(levelOf(0.95, { ...once, testSet })).toMatchObject({
    alpha: 0.05,
    alphaBetter: 0.05 / 32,
    text: "at 95 % over 32 looks",
  });
});

it("never promises more than the test set or the gate does", () => {
  const testSet = { name: "news", looks: 4, models: 4, reliability: 0.99 };
  expect(levelOf(0.95, { ...once, testSet }).alphaBetter).toBe(0.0025);
  expect(levelOf(0.999, { ...once, testSet }).alphaBetter).toBe(0.00025);
});
