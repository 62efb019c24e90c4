import { expect, it } from "vitest";
import { gateOfText } from "./gate-of-text.js";

it("reads a gate as it stands in slipway.yaml", () => {
  expect(gateOfText("flips: { max: 0.02 }", { evaluated: true })).toEqual({
    name: "flips",
    parameters: { max: 0.02 },
  });
});

it.each([
  ["flip: { max: 1 }", "no gate is called flip; did you mean flips?"],
  ["flips: { max: 2 }", "/max must be <= 1"],
  ["flips", "it is not one gate's name with its parameters"],
  ["flips: { max: 0.1 }", "without `evaluate` there are no examples"],
  ["flips: {", "not YAML"],
])("says what is wrong with %s", (text, what) => {
  expect(() => gateOfText(text, { evaluated: false })).toThrow(what);
});
