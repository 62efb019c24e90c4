import { expect, it } from "vitest";
import { readBuildPlan } from "./build-plan.js";

it("reads cells as the tags of their runs have them", () => {
  const text = JSON.stringify({ cells: [{ model: "svm", c: 10, deep: { a: [1] } }], repeatOver: ["seed"] });
  expect(readBuildPlan(text)).toEqual({
    cells: [{ model: "svm", c: "10", deep: '{"a":[1]}' }],
    repeatOver: ["seed"],
  });
});

it.each(["", "null", "[]", '{"cells":1}'])("takes %j for no plan", (text) => {
  expect(readBuildPlan(text)).toBeUndefined();
});
