import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fairTail } from "./fair-binomial.js";
import {
  fewestDiscordant,
  fewestWins,
  mcnemarDetectable,
  mcnemarOneSided,
  mcnemarTwoSided,
} from "./mcnemar.js";

const count = fc.integer({ min: 0, max: 400 });

/** P[Bin(n, 1/2) >= k] in whole numbers: the sum of binomial coefficients over 2^n. */
function exactTail(n: number, k: number): number {
  let [coefficient, sum] = [1n, 0n];
  for (let i = 0; i <= n; i++) {
    if (i >= k) sum += coefficient;
    coefficient = (coefficient * BigInt(n - i)) / BigInt(i + 1);
  }
  return Number((sum * 10n ** 30n) / 2n ** BigInt(n)) / 1e30;
}

/** Equal to a billionth of the value itself. */
function expectNear(actual: number, expected: number) {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-9);
}

describe("what exact McNemar finds", () => {
  it("is as scipy computes it", () => {
    expect(mcnemarDetectable(120, 2000, 0.05)).toBeCloseTo(0.013972215446116966, 8);
    expect(mcnemarDetectable(200, 1000, 0.05 / 32)).toBeCloseTo(0.05442724305647069, 8);
    expect(mcnemarDetectable(4, 1000, 0.05)).toBeUndefined();
  });

  it("takes the fewest wins that reach the level", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 400 }), fc.constantFrom(0.05, 0.01, 1e-4), (m, alpha) => {
        const wins = fewestWins(m, alpha);
        expect(fairTail(m, (wins ?? m + 1) - 1)).toBeGreaterThan(alpha);
        if (wins !== undefined) expect(fairTail(m, wins)).toBeLessThanOrEqual(alpha);
      }),
      { numRuns: 50 },
    );
  });
});

describe("exact McNemar", () => {
  it("has the published and independently computed p-values", () => {
    expectNear(mcnemarTwoSided({ b: 121, c: 59 }), 4.4344492637555101e-6);
    expectNear(mcnemarTwoSided({ b: 59, c: 121 }), 4.4344492637555101e-6);
    expectNear(mcnemarTwoSided({ b: 25, c: 15 }), 0.1538599441628321);
    expectNear(mcnemarTwoSided({ b: 60, c: 40 }), 0.05688793364098089);
    expectNear(mcnemarOneSided({ b: 60, c: 40 }), 0.028443966820490444);
    expectNear(mcnemarOneSided({ b: 1, c: 9 }), 0.9990234375);
    expectNear(mcnemarOneSided({ b: 2000, c: 999 }), 3.360042704124443e-76);
    expectNear(mcnemarOneSided({ b: 50_500, c: 49_500 }), 0.0007911799394257577);
  });

  it("says nothing when no example tells the models apart", () => {
    expect(mcnemarOneSided({ b: 0, c: 0 })).toBe(1);
    expect(mcnemarTwoSided({ b: 0, c: 0 })).toBe(1);
  });

  it("sums the tail as whole numbers do", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(70), (n, k) => {
        expect(fairTail(n, k)).toBeCloseTo(exactTail(n, k), 13);
      }),
    );
  });

  it("is symmetric: two-sided under a swap, one-sided in its complement", () => {
    fc.assert(
      fc.property(count, count, (b, c) => {
        expect(mcnemarTwoSided({ b, c })).toBe(mcnemarTwoSided({ b: c, c: b }));
        const both = mcnemarOneSided({ b, c }) + mcnemarOneSided({ b: c, c: b });
        const atExactlyB = fairTail(b + c, b) - fairTail(b + c, b + 1);
        expect(both).toBeCloseTo(1 + atExactlyB, 12);
      }),
    );
  });

  it("stays in (0, 1] and falls as wins replace losses", () => {
    fc.assert(
      fc.property(count, fc.integer({ min: 1, max: 400 }), (b, c) => {
        const [before, after] = [mcnemarOneSided({ b, c }), mcnemarOneSided({ b: b + 1, c: c - 1 })];
        expect(before > 0 && before <= 1).toBe(true);
        expect(after).toBeLessThanOrEqual(before);
      }),
    );
  });

  it("can reach a level from a certain number of discordant examples on", () => {
    expect([0.05, 0.01, 0.001].map(fewestDiscordant)).toEqual([5, 7, 10]);
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.4, noNaN: true }), (alpha) => {
        const m = fewestDiscordant(alpha);
        expect(mcnemarOneSided({ b: m, c: 0 })).toBeLessThanOrEqual(alpha);
        expect(mcnemarOneSided({ b: m - 1, c: 0 })).toBeGreaterThan(alpha);
      }),
    );
  });
});
