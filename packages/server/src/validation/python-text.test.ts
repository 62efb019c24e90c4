import { expect, it } from "vitest";
import { pythonFloat } from "./python-text.js";

it.each([
  [1, "1.0"],
  [-0, "-0.0"],
  [0.1, "0.1"],
  [-Infinity, "-inf"],
  [Infinity, "inf"],
  [Number.NaN, "nan"],
  [1e22, "1e+22"],
  [123456789.123, "123456789.123"],
  [1e15, "1000000000000000.0"],
  [1e16, "1e+16"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [5e-324, "5e-324"],
])("a double is shown as in Python: %s", (value, shown) => expect(pythonFloat(value)).toBe(shown));
