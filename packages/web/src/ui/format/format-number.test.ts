import { describe, expect, it } from "vitest";
import { formatDifference, formatNumber } from "./format-number.js";

describe("formatNumber", () => {
  it.each([
    [0, "0"],
    [42, "42"],
    [1234567, "1,234,567"],
    [0.5, "0.5000"],
    [0.87412345, "0.8741"],
    [-12.5, "-12.5000"],
    [123.456, "123.46"],
    [12345.67, "12,345.7"],
    [0.00012345, "1.234e-4"],
    [12345678.9, "1.235e+7"],
    [1e300, "1.000e+300"],
    [Number.NaN, "NaN"],
    [Infinity, "∞"],
    [-Infinity, "−∞"],
  ])("writes %s as %s", (value, written) => expect(formatNumber(value)).toBe(written));
});

describe("formatDifference", () => {
  it.each([
    [0.019, "+0.0190"],
    [-0.019, "-0.0190"],
    [0, "0"],
  ])("writes %s as %s", (value, written) => expect(formatDifference(value)).toBe(written));
});
