import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bonferroni } from "./bonferroni.js";
import { normalQuantile, studentQuantile } from "./distributions.js";
import { mean, sampleDeviation } from "./mean.js";
import { minimumDetectableEffect } from "./minimum-detectable-effect.js";

describe("mean and sample deviation", () => {
  it("have the values of a worked example", () => {
    const differences = [0.01, 0.02, 0, 0.03, 0.01, -0.01, 0.02, 0.01, 0, 0.02];
    expect(mean(differences)).toBeCloseTo(0.011, 12);
    expect(sampleDeviation(differences) ** 2).toBeCloseTo(1.4333e-4, 8);
  });

  it("are undefined of too few values", () => {
    expect(mean([])).toBeNaN();
    expect(sampleDeviation([1])).toBeNaN();
  });

  it("move and stretch with the values", () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (list, shift) => {
        const moved = list.map((value) => 2 * value + shift);
        expect(mean(moved)).toBeCloseTo(2 * mean(list) + shift, 6);
        expect(sampleDeviation(moved)).toBeCloseTo(2 * sampleDeviation(list), 6);
        expect(mean(list)).toBeGreaterThanOrEqual(Math.min(...list) - 1e-9);
        expect(mean(list)).toBeLessThanOrEqual(Math.max(...list) + 1e-9);
      }),
    );
  });
});

describe("the minimum detectable effect", () => {
  it("is 1.93 points for 6 % disagreement on 1,000 examples at 5 % and 80 %", () => {
    expect(minimumDetectableEffect(Math.sqrt(0.06 / 1000), 0.05)).toBeCloseTo(0.0193, 4);
  });

  it("halves with four times the examples and grows with confidence and power", () => {
    const effect = (n: number, alpha: number, power: number) =>
      minimumDetectableEffect(Math.sqrt(0.06 / n), alpha, power);
    expect(effect(4000, 0.05, 0.8)).toBeCloseTo(effect(1000, 0.05, 0.8) / 2, 12);
    expect(effect(1000, 0.01, 0.8)).toBeGreaterThan(effect(1000, 0.05, 0.8));
    expect(effect(1000, 0.05, 0.9)).toBeGreaterThan(effect(1000, 0.05, 0.8));
  });
});

describe("quantiles", () => {
  it("are the tabled ones", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
    expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 12);
    expect(studentQuantile(0.95, 4)).toBeCloseTo(2.1318467863, 7);
  });
});

describe("the correction for the number compared", () => {
  it("divides the level, and never raises it", () => {
    expect(bonferroni(0.05, 5)).toBeCloseTo(0.01, 15);
    expect(bonferroni(0.05, 1)).toBe(0.05);
    expect(bonferroni(0.05, 0)).toBe(0.05);
  });
});
