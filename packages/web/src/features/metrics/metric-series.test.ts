import { expect, it } from "vitest";
import { seriesOf, smoothed, stepsWithin } from "./metric-series.js";

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

it("can be drawn over the time since the first point", () => {
  expect(seriesOf([point(1, 0.1, 50), point(0, 0.2, 70)], "relative").points).toEqual([
    [0, 0.1],
    [20, 0.2],
  ]);
});

it("smooths without a pull towards zero at the start, and over gaps", () => {
  expect(
    smoothed(
      [
        [0, 4],
        [1, 4],
        [2, null],
        [3, 4],
      ],
      0.9,
    ).map(([, y]) => y && Math.round(y * 1e9) / 1e9),
  ).toEqual([4, 4, null, 4]);
  const [first, second] = smoothed(
    [
      [0, 0],
      [1, 1],
    ],
    0.5,
  );
  expect([first?.[1], second?.[1]]).toEqual([0, 2 / 3]);
});

it("finds the steps of a part of the axis, with one more to either side", () => {
  const history = [0, 10, 20, 30, 40].map((step) => point(step, 1, 1000 + step * 5));
  expect(stepsWithin(history, "step", [15, 25])).toEqual({ start: 10, end: 30 });
  expect(stepsWithin(history, "relative", [50, 100])).toEqual({ start: 0, end: 30 });
  expect(stepsWithin(history, "step", [41, 50])).toBeUndefined();
});
