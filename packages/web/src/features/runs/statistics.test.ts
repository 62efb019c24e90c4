import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOf, correlationOf, meanOf, quantileOf, ranksOf, spreadOf } from "./statistics.js";

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });

describe("mean and spread", () => {
  it("are those of a sample", () => {
    expect([meanOf([2, 4, 9]), spreadOf([2, 4, 9])]).toEqual([5, Math.sqrt(13)]);
    expect([meanOf([]), spreadOf([1])]).toEqual([undefined, undefined]);
  });
});

describe("boxes", () => {
  it("have the quartiles of NumPy", () => {
    // numpy.quantile([1, 2, 4, 8, 100], [0.25, 0.5, 0.75]) and of [1, 2, 3, 10].
    expect(boxOf([100, 8, 4, 2, 1])).toEqual({ low: 1, lower: 2, median: 4, upper: 8, high: 8 });
    expect(boxOf([10, 1, 3, 2])).toMatchObject({ lower: 1.75, median: 2.5, upper: 4.75 });
  });

  it("are in order, and within the values", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const { low, lower, median, upper, high } = boxOf(values);
        const ordered = [Math.min(...values), low, median, high, Math.max(...values)];
        expect(ordered).toEqual([...ordered].sort((a, b) => a - b));
        expect(lower).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(upper);
      }),
    );
    expect(quantileOf([3], 0.75)).toBe(3);
  });
});

describe("ranks", () => {
  it("share the places of equal values", () => expect(ranksOf([7, 5, 7, 9])).toEqual([2.5, 1, 2.5, 4]));

  it("do not change when values are stretched", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        expect(ranksOf(values.map((x) => x ** 3))).toEqual(ranksOf(values));
      }),
    );
  });

  it("correlate from -1 to 1, and not at all with a constant", () => {
    expect(correlationOf([1, 2, 3], [2, 4, 6])).toBeCloseTo(1);
    expect(correlationOf([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    expect(correlationOf([1, 2, 3], [5, 5, 5])).toBeUndefined();
  });
});
