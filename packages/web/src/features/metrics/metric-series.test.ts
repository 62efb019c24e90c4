import { expect, it } from "vitest";
import { seriesOf } from "./metric-series.js";

const point = (step: number, value: number, timestamp = step) => ({ key: "loss", step, value, timestamp });

it("orders points by step, then by time", () => {
  const history = [point(2, 0.2), point(0, 0.9), point(1, 0.5, 20), point(1, 0.6, 10)];
  expect(seriesOf(history, "step").points).toEqual([
    [0, 0.9],
    [1, 0.6],
    [1, 0.5],
    [2, 0.2],
  ]);
});

it("can be drawn over time", () => {
  expect(seriesOf([point(1, 0.1, 50), point(0, 0.2, 70)], "time").points).toEqual([
    [50, 0.1],
    [70, 0.2],
  ]);
});

it("leaves a gap where a value is no number, and counts it", () => {
  const series = seriesOf([point(0, 1), point(1, Number.NaN), point(2, Infinity), point(3, 2)], "step");
  expect(series.points.map(([, y]) => y)).toEqual([1, null, null, 2]);
  expect(series.undrawn).toBe(2);
});
