import { runGrammar } from "@slipway/search";
import { describe, expect, it } from "vitest";
import { filterFault, mayBecomeRight } from "./filter-fault.js";

describe("filterFault", () => {
  it.each(["", "   ", "metrics.accuracy > 0.8", "status = 'FAILED' AND params.lr LIKE '%1'"])(
    "finds none in %j",
    (text) => expect(filterFault(text, runGrammar)).toBeUndefined(),
  );

  it("points at the offending characters", () => {
    const text = "metrics.accuracy > 0.8 AND metric.f1-score > 1";
    const fault = filterFault(text, runGrammar);
    expect(fault && text.slice(fault.start, fault.end)).toBe("metric.f1-score");
    expect(fault?.message).toContain("f1-score");
  });
});

describe("mayBecomeRight", () => {
  it.each([
    ["metrics.accuracy > ", true],
    ["metrics.acc", true],
    ["status = 'FAI", true],
    ["metrics.accuracy = 'high' AND status = 'FAILED'", false],
  ])("of %j is %s", (text, expected) => {
    const fault = filterFault(text, runGrammar);
    expect(fault && mayBecomeRight(fault, text)).toBe(expected);
  });
});
