import fc from "fast-check";
import { expect, it } from "vitest";
import { bandOf } from "./curve-band.js";
import type { Point } from "./metric-series.js";

it("is the mean of the curves, each a straight line between its points", () => {
  const long: Point[] = [
    [0, 0],
    [10, 10],
    [20, 20],
  ];
  const short: Point[] = [
    [0, 2],
    [5, 7],
  ];
  const { mean, low, high } = bandOf([long, short], "range");
  expect(mean).toEqual([
    [0, 1],
    [5, 6],
    [10, 10],
    [20, 20],
  ]);
  expect([low[1], high[1]]).toEqual([
    [5, 5],
    [5, 7],
  ]);
  const sd = bandOf([long, short], "sd");
  expect(sd.high[1]?.[1]).toBeCloseTo(6 + Math.SQRT2);
  expect(sd.high[3]).toEqual([20, 20]);
});

it("has a gap where no curve has a number", () => {
  const gap: Point[] = [
    [0, 1],
    [1, null],
    [2, 3],
  ];
  expect(bandOf([gap], "sd").mean).toEqual(gap);
});

it("holds the mean, and keeps the number of places down", () => {
  const curve = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: -9, max: 9 })), { minLength: 1 })
    .map((points) => [...new Map(points)].sort(([a], [b]) => a - b) as Point[]);
  fc.assert(
    fc.property(
      fc.array(curve, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("sd", "range"),
      (curves, spread) => {
        const { mean, low, high } = bandOf(curves, spread);
        mean.forEach(([, value], place) => {
          if (value === null) return;
          expect(low[place]?.[1]).toBeLessThanOrEqual(value + 1e-9);
          expect(high[place]?.[1]).toBeGreaterThanOrEqual(value - 1e-9);
        });
      },
    ),
  );
  const long = Array.from({ length: 100_000 }, (_, x): Point => [x, 1]);
  expect(bandOf([long], "sd").mean.length).toBeLessThanOrEqual(1001);
});
