import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawBinomial } from "./binomial-draw.js";
import { bootstrap, percentileBound, resamplesFor, tailBound } from "./bootstrap.js";
import { normalQuantile, studentUpperQuantile } from "./distributions.js";
import { mean, sampleDeviation } from "./mean.js";
import { pairedStandardError } from "./paired-standard-error.js";
import { seededRandom } from "./random.js";
import { countResampler, groupResampler, MANY, type Resampler, rowResampler } from "./resampling.js";

const weightedMean = (values: readonly number[]) => (weights: Float64Array) => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, i) => sum + weight * (values[i] ?? Number.NaN), 0) / total;
};

/** The difference of two accuracies from how many rows only the new, only the old, and both or none get right. */
const byCounts = (n: number, b: number, c: number, options: { seed: number; resamples?: number }) =>
  bootstrap(weightedMean([1, -1, 0]), countResampler([b, c, n - b - c]), options);

const differences = (n: number, b: number, c: number) =>
  Array.from({ length: n }, (_, i) => (i < b ? 1 : i < b + c ? -1 : 0));

describe("the paired bootstrap", () => {
  it("has the computed interval for b = 40, c = 20 of 1,000", async () => {
    const resampled = await byCounts(1000, 40, 20, { seed: 1, resamples: 100_000 });
    expect(percentileBound(resampled, "lower", 0.025)).toBe(0.005);
    expect(percentileBound(resampled, "upper", 0.025)).toBe(0.035);
    const notAbove = resampled.values.filter((value) => value <= 0).length / 100_000;
    // 0.00529 by exact enumeration; the standard error of 100,000 draws is 0.00023.
    expect(Math.abs(notAbove - 0.00529)).toBeLessThan(0.0009);
  });

  it("touches zero where the normal interval does not, for b = 60, c = 40 of 2,000", async () => {
    const resampled = await byCounts(2000, 60, 40, { seed: 2, resamples: 100_000 });
    // Exactly 2.498 % of resamples are at or below zero: a bound of 0 or of one example, as the draws fall.
    expect([0, 0.0005]).toContain(percentileBound(resampled, "lower", 0.025));
    expect(percentileBound(resampled, "upper", 0.025)).toBe(0.02);
    const normal = 0.01 - normalQuantile(0.975) * pairedStandardError({ b: 60, c: 40 }, 2000);
    expect(normal).toBeCloseTo(0.0002, 4);
  });

  it("has the standard error of the closed form", async () => {
    expect(pairedStandardError({ b: 40, c: 20 }, 1000)).toBeCloseTo(0.007724, 6);
    const { standardError } = await byCounts(1000, 40, 20, { seed: 3, resamples: 100_000 });
    expect(Math.abs(standardError / 0.007724 - 1)).toBeLessThan(0.01);
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: 2, max: 200 }), (b, c, ties) => {
        const n = b + c + ties;
        const direct = sampleDeviation(differences(n, b, c)) / Math.sqrt(n);
        expect(pairedStandardError({ b, c }, n)).toBeCloseTo(direct, 12);
      }),
      { numRuns: 50 },
    );
  });

  it("draws counts with the distribution that plain resampling of rows has", async () => {
    for (const [n, b, c] of [
      [200, 12, 5],
      [60, 1, 0],
      [500, 250, 200],
    ] as const) {
      const plain = await bootstrap(weightedMean(differences(n, b, c)), rowResampler(n), {
        seed: 4,
        resamples: 40_000,
      });
      const counted = await byCounts(n, b, c, { seed: 5, resamples: 10_000 });
      // Kolmogorov and Smirnov's two-sample distance; 0.0276 is its 99.9 % point for 10,000 each.
      expect(distance(plain.values, counted.values)).toBeLessThan(0.0276);
    }
  });

  it("is determined by its seed", async () => {
    const values = async (seed: number) => (await byCounts(300, 20, 10, { seed, resamples: 200 })).values;
    expect(await values(1)).toEqual(await values(1));
    expect(await values(1)).not.toEqual(await values(2));
  });

  it("turns around when the models swap", async () => {
    const statistic = weightedMean(differences(80, 9, 4));
    const one = await bootstrap(statistic, rowResampler(80), { seed: 6, resamples: 999 });
    const other = await bootstrap((weights) => -statistic(weights), rowResampler(80), {
      seed: 6,
      resamples: 999,
    });
    expect(percentileBound(one, "lower", 0.05)).toBeCloseTo(-percentileBound(other, "upper", 0.05), 12);
  });

  it("widens its bounds with the confidence", async () => {
    const resampled = await byCounts(400, 30, 20, { seed: 7 });
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (a, b) => {
          const [small, large] = [Math.min(a, b), Math.max(a, b)];
          expect(percentileBound(resampled, "lower", small)).toBeLessThanOrEqual(
            percentileBound(resampled, "lower", large),
          );
          expect(percentileBound(resampled, "upper", small)).toBeGreaterThanOrEqual(
            percentileBound(resampled, "upper", large),
          );
        },
      ),
    );
  });

  it("has no bound at a level that its resamples cannot resolve", async () => {
    const resampled = await byCounts(400, 30, 20, { seed: 7, resamples: 99 });
    expect(percentileBound(resampled, "lower", 0.01)).toBe(resampled.values[0]);
    expect(percentileBound(resampled, "lower", 0.009)).toBe(Number.NEGATIVE_INFINITY);
    expect(percentileBound(resampled, "upper", 0.009)).toBe(Number.POSITIVE_INFINITY);
  });

  it("counts a resample that leaves the statistic undefined as the worst of either side", async () => {
    let call = 0;
    const statistic = () => (call++ % 20 === 0 ? Number.NaN : call);
    const resampled = await bootstrap(statistic, rowResampler(3), { seed: 8, resamples: 99 });
    expect(resampled.undefinedValues).toBe(5);
    expect(percentileBound(resampled, "lower", 0.05)).toBe(Number.NEGATIVE_INFINITY);
    expect(percentileBound(resampled, "lower", 0.06)).toBe(resampled.values[0]);
    expect(percentileBound(resampled, "upper", 0.06)).toBe(resampled.values[93]);
  });
});

describe("a bound beyond what resamples resolve", () => {
  it("is that of Student's t where the distribution is normal, and wider where it is skewed", async () => {
    const values = Array.from({ length: 400 }, (_, i) => Math.sin(i * 12.9898) + Math.sin(i * 78.233));
    const even = await bootstrap(weightedMean(values), rowResampler(400), { seed: 13 });
    const about = { estimate: mean(values), degreesOfFreedom: 399 };
    const alpha = 0.05 / 2 ** 32;
    const reach = about.estimate - tailBound(even, "lower", alpha, about);
    const ofT = (studentUpperQuantile(alpha, 399) * sampleDeviation(values)) / 20;
    expect(reach / ofT).toBeGreaterThan(0.98);
    expect(reach / ofT).toBeLessThan(1.25);
    const rare = values.map((_, i) => (i % 40 === 0 ? -1 : 0));
    const skewed = await bootstrap(weightedMean(rare), rowResampler(400), { seed: 14 });
    const below = mean(rare) - tailBound(skewed, "lower", alpha, { ...about, estimate: mean(rare) });
    expect(below / ((studentUpperQuantile(alpha, 399) * sampleDeviation(rare)) / 20)).toBeGreaterThan(1.2);
  });

  it("goes on falling with the level, from where the resamples end", async () => {
    const resampled = await byCounts(400, 30, 20, { seed: 15 });
    const about = { estimate: 0.025, degreesOfFreedom: 399 };
    const bounds = [1e-3, 1e-4, 1e-5, 1e-8, 1e-12, 1e-30].map((alpha) =>
      tailBound(resampled, "lower", alpha, about),
    );
    expect(bounds).toEqual(bounds.toSorted((a, b) => b - a));
    expect(bounds.every(Number.isFinite)).toBe(true);
  });

  it("is read from more resamples where that is quick", () => {
    expect([0.05, 1e-4, 1e-9].map((alpha) => resamplesFor(alpha, 100))).toEqual([10_000, 100_000, 100_000]);
    expect(resamplesFor(1e-9, 100_000)).toBe(10_000);
  });

  it("can be watched, and stopped", async () => {
    const slow = (weights: Float64Array) => {
      const start = performance.now();
      while (performance.now() < start + 1);
      return weights[0] as number;
    };
    const stop = () => {
      throw new Error("stopped");
    };
    const asked = { seed: 1, resamples: 1000, watch: stop };
    await expect(bootstrap(slow, rowResampler(10), asked)).rejects.toThrow("stopped");
  });
});

describe("resampling", () => {
  const draws = (resampler: Resampler, times: number) => {
    const random = seededRandom(9);
    return Array.from({ length: times }, () => {
      const weights = new Float64Array(resampler.rows);
      resampler.draw(random, weights);
      return [...weights];
    });
  };

  it("draws each of many rows a Poisson number of times", () => {
    const times = draws(rowResampler(MANY), 20).flat();
    const shares = [0, 1, 2, 3].map((count) => times.filter((time) => time === count).length / times.length);
    // exp(-1) / k!, and four standard errors of 200,000 draws
    shares.forEach((share, count) => {
      expect(Math.abs(share - Math.exp(-1) / ([1, 1, 2, 6][count] as number))).toBeLessThan(0.0044);
    });
    expect(Math.abs(sampleDeviation(times) - 1)).toBeLessThan(0.01);
  });

  it("draws as many rows as there are, and whole groups", () => {
    for (const weights of draws(rowResampler(17), 50)) expect(weights.reduce((a, b) => a + b)).toBe(17);
    for (const weights of draws(countResampler([5, 0, 11, 1]), 50)) {
      expect(weights.reduce((a, b) => a + b)).toBe(17);
      expect(weights[1]).toBe(0);
    }
    for (const [a, b, c, d] of draws(groupResampler([0, 0, 1, 2]), 50)) {
      expect(a).toBe(b);
      expect((a ?? 0) + (c ?? 0) + (d ?? 0)).toBe(3);
    }
  });

  it("spreads more when rows come in groups", async () => {
    const values = Array.from({ length: 100 }, (_, i) => (Math.floor(i / 10) % 2 === 0 ? 1 : 0));
    const groups = values.map((_, i) => Math.floor(i / 10));
    const [byRow, byGroup] = await Promise.all(
      [rowResampler(100), groupResampler(groups)].map((resampler) =>
        bootstrap(weightedMean(values), resampler, { seed: 10, resamples: 4000 }),
      ),
    );
    const ratio = (byGroup?.standardError ?? 0) / (byRow?.standardError ?? 1);
    expect(Math.abs(ratio / Math.sqrt(10) - 1)).toBeLessThan(0.05);
  });
});

describe("binomial draws", () => {
  it("have the binomial's mean, spread and point probabilities", () => {
    for (const [n, p] of [
      [12, 0.3],
      [1000, 0.004],
      [100_000, 0.06],
      [50, 0.97],
    ] as const) {
      const random = seededRandom(11);
      const values = Array.from({ length: 40_000 }, () => drawBinomial(random, n, p));
      const deviation = Math.sqrt(n * p * (1 - p));
      expect(Math.abs(mean(values) - n * p) / (deviation / 200)).toBeLessThan(4);
      expect(Math.abs(sampleDeviation(values) / deviation - 1)).toBeLessThan(0.02);
    }
    const random = seededRandom(12);
    const zeros = Array.from({ length: 40_000 }, () => drawBinomial(random, 12, 0.3)).filter(
      (v) => v === 0,
    ).length;
    expect(Math.abs(zeros / 40_000 - 0.7 ** 12)).toBeLessThan(0.0025);
  });

  it("stay from 0 to n, and are certain where the chance is", () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (n, p, seed) => {
        const value = drawBinomial(seededRandom(seed), n, p);
        expect(Number.isInteger(value) && value >= 0 && value <= n).toBe(true);
        expect(drawBinomial(seededRandom(seed), n, 0)).toBe(0);
        expect(drawBinomial(seededRandom(seed), n, 1)).toBe(n);
      }),
    );
  });
});

/** The greatest distance between two empirical distribution functions; both samples ascending. */
function distance(a: Float64Array, b: Float64Array): number {
  let [i, j, greatest] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= value + 1e-12) i++;
    while (j < b.length && (b[j] as number) <= value + 1e-12) j++;
    greatest = Math.max(greatest, Math.abs(i / a.length - j / b.length));
  }
  return greatest;
}
