import type { Configuration } from "@slipway/contract";
import { expect, it } from "vitest";
import { rankConfigurations } from "./rank-configurations.js";

const configurations = Object.entries({
  none: undefined,
  low: 0.1,
  nan: Number.NaN,
  high: 0.9,
  mid: 0.5,
}).map(([label, mean]): Configuration => ({ label, cell: {}, runs: [], mean, finished: 0, eligible: true }));
const labels = (goal: string) => rankConfigurations(configurations, goal).map(({ label }) => label);

it("puts the best first, and what has no mean last", () => {
  expect(labels("maximize")).toEqual(["high", "mid", "low", "none", "nan"]);
  expect(labels("minimize")).toEqual(["low", "mid", "high", "none", "nan"]);
});
