import fc from "fast-check";
import { expect, it } from "vitest";
import { durationText, parseDuration } from "./duration.js";

it.each([
  ["90s", 90_000],
  ["30m", 1_800_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["250ms", 250],
  ["2d", 172_800_000],
])("%s is %d ms", (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

it.each(["", "30", "m", "1x", "30 m", "-5s", "1h30"])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it("is read back as it was written", () => {
  fc.assert(
    fc.property(fc.nat(10 ** 10), (milliseconds) => {
      expect(parseDuration(durationText(milliseconds))).toBe(milliseconds);
    }),
  );
});
