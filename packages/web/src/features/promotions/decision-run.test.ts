import { expect, it } from "vitest";
import { decisionRun } from "./decision-run.js";

it.each([
  ["runs:/0a1b/slipway/decision.json", "0a1b"],
  ["runs:/0a1b/other.json", undefined],
  ["https://example.org/runs:/0a1b/slipway/decision.json", undefined],
  ["", undefined],
])("the run of %j is %s", (value, run) => {
  expect(decisionRun({ tags: [{ key: "slipway.decision", value }] })).toBe(run);
});

it("is none without the tag", () => expect(decisionRun({ tags: [] })).toBeUndefined());
