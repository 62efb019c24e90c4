import { describe, expect, it } from "vitest";
import { formatAge, formatUtc } from "./format-time.js";

const now = Date.UTC(2026, 2, 1, 12);

describe("formatAge", () => {
  it.each([
    [0, "just now"],
    [44_000, "just now"],
    [5 * 60_000, "5 min. ago"],
    [3 * 3_600_000, "3 hr. ago"],
    [24 * 3_600_000, "yesterday"],
    [6 * 86_400_000, "6 days ago"],
    [-5 * 60_000, "in 5 min."],
  ])("of %s ms is %s", (age, written) => expect(formatAge(now - age, now)).toBe(written));

  it("is a date beyond a month", () => {
    expect(formatAge(now - 200 * 86_400_000, now)).toBe("2025-08-13");
  });
});

describe("formatUtc", () => {
  it("names the zone", () => expect(formatUtc(now)).toBe("2026-03-01 12:00:00 UTC"));
  it("survives a time that no calendar has", () => expect(formatUtc(1e18)).toBe("1000000000000000000"));
});
