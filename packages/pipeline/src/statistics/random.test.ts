import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom, splitmix64, xoshiro128 } from "./random.js";

describe("random numbers", () => {
  it("are those of the reference implementation of xoshiro128**", () => {
    const random = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, random.next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it("are seeded by splitmix64's reference sequence", () => {
    expect(splitmix64(1234567n, 3)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
    ]);
  });

  it("depend on the seed alone", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (seed) => {
        const draw = (from: number) => Array.from({ length: 5 }, seededRandom(from).next);
        expect(draw(seed)).toEqual(draw(seed));
        expect(draw(seed)).not.toEqual(draw(seed + 1));
      }),
    );
  });

  it("stay inside their ranges", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
        const random = seededRandom(seed);
        const index = random.below(n);
        expect(Number.isInteger(index) && index >= 0 && index < n).toBe(true);
        const u = random.uniform();
        expect(u >= 0 && u < 1).toBe(true);
      }),
    );
  });

  it("fall evenly", () => {
    const random = seededRandom(7);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const index = random.below(10);
      counts[index] = (counts[index] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    // The 99.9 % point of chi-square with 9 degrees of freedom.
    expect(chiSquare).toBeLessThan(27.88);
  });

  it("favour no number where the range does not divide 2^32", () => {
    const random = seededRandom(8);
    const draws = Array.from({ length: 10_000 }, () => random.below(3 * 2 ** 30));
    const first = draws.filter((value) => value < 2 ** 30).length / 10_000;
    // A third; a half if the leftover fourth quarter of 2^32 fell onto the first numbers. Standard error 0.005.
    expect(Math.abs(first - 1 / 3)).toBeLessThan(0.02);
  });
});
