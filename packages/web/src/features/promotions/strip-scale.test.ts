import type { Configuration } from "@slipway/contract";
import { expect, it } from "vitest";
import { stripScale } from "./strip-scale.js";

const configuration = (values: (number | undefined)[], mean?: number, spread?: number): Configuration => ({
  label: "a",
  cell: {},
  runs: values.map((value) => ({ run_id: "r", status: "FINISHED", value })),
  mean,
  spread,
  finished: values.length,
  eligible: true,
});

it("spans every repeat and every spread", () => {
  const scale = stripScale([configuration([0.5, undefined, Number.NaN]), configuration([0.7], 0.8, 0.1)]);
  expect([scale(0.5), scale(0.7), scale(0.9)]).toEqual([0, expect.closeTo(0.5), expect.closeTo(1)]);
});

it("puts equal values in the middle", () => {
  expect(stripScale([configuration([0.5, 0.5], 0.5, 0)])(0.5)).toBe(0.5);
  expect(stripScale([])(1)).toBe(0.5);
});
