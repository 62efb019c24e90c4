import { expect, it } from "vitest";
import { suffixOf } from "./metric-contexts.js";

it("puts a context into the name of a metric, in one order, with what MLflow takes in a name", () => {
  expect(suffixOf({})).toBe("");
  expect(suffixOf({ subset: "train", epoch: 3 })).toBe("/epoch:3/subset:train");
  expect(suffixOf({ "a{b": 'x"y/z' })).toBe("/a_b:x_y_z");
});
