import { expect, it } from "vitest";
import { formatDuration } from "./format-duration.js";

it.each([
  [0, "0 ms"],
  [-5, "0 ms"],
  [999, "999 ms"],
  [1000, "1.0 s"],
  [59_999, "59.9 s"],
  [60_000, "1 min 0 s"],
  [3_599_999, "59 min 59 s"],
  [7_500_000, "2 h 5 min"],
  [90_000_000, "1 d 1 h"],
])("formatDuration(%s) is %s", (milliseconds, written) => {
  expect(formatDuration(milliseconds)).toBe(written);
});
