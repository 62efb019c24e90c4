import { expect, it } from "vitest";
import { exactInteger, pythonFloat, pythonRepr } from "./numbers.js";

it.each([
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [0.1, "0.1"],
  [-2.5, "-2.5"],
  [1e15, "1000000000000000.0"],
  [1e16, "1e+16"],
  [1.5e22, "1.5e+22"],
  [0.0001, "0.0001"],
  [0.00012345, "0.00012345"],
  [0.00001, "1e-05"],
  [123456.789e-12, "1.23456789e-07"],
  [5e-324, "5e-324"],
  [1.7976931348623157e308, "1.7976931348623157e+308"],
  [Number.NaN, "nan"],
  [Number.POSITIVE_INFINITY, "inf"],
  [Number.NEGATIVE_INFINITY, "-inf"],
])("writes %s as Python does: %s, and reads it back", (value, text) => {
  expect(pythonRepr(value)).toBe(text);
  expect(pythonFloat(text)).toBe(value);
});

it.each(["", "1,5", "0x10", "1 2", "--1", "e5", "none"])("takes %j for no float", (text) => {
  expect(pythonFloat(text)).toBeUndefined();
});

it("keeps whole numbers of 64 bits exact", () => {
  expect(exactInteger("9223372036854775807")).toBe(2n ** 63n - 1n);
  expect(exactInteger("-9223372036854775808")).toBe(-(2n ** 63n));
  expect(exactInteger("9223372036854775808")).toBeUndefined();
  expect(exactInteger("12")).toBe(12);
  expect(exactInteger("1.0")).toBeUndefined();
});
