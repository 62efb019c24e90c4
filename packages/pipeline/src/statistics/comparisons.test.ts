import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clopperPearsonBound } from "./clopper-pearson.js";
import { correctedTTest } from "./corrected-t-test.js";
import { effectiveSampleSize } from "./effective-sample-size.js";
import { mcnemarOneSided } from "./mcnemar.js";
import { pairedScoreTest } from "./paired-score-test.js";
import {
  noetherSize,
  outperformingInterval,
  probabilityOfOutperforming,
} from "./probability-of-outperforming.js";
import { seededRandom } from "./random.js";

describe("clopperPearsonBound", () => {
  // From scipy.stats.beta.ppf.
  it.each([
    [0, 50, 0.05, 0, 0.05815507911697225],
    [3, 100, 0.05, 0.008225829107652688, 0.07571079374983004],
    [14, 400, 0.05, 0.021281422458706237, 0.05417600089375991],
    [5, 1000, 0.01, 0.001280849990607871, 0.013055421233690192],
    [1, 2, 0.05, 0.02532056551910361, 0.9746794344808963],
  ])("of %d in %d at %d", (hits, n, alpha, lower, upper) => {
    expect(clopperPearsonBound("lower", hits, n, alpha)).toBeCloseTo(lower, 8);
    expect(clopperPearsonBound("upper", hits, n, alpha)).toBeCloseTo(upper, 8);
  });

  it("is the whole range where all or none are hits", () => {
    expect(clopperPearsonBound("upper", 10, 10, 0.05)).toBe(1);
    expect(clopperPearsonBound("lower", 0, 10, 0.05)).toBe(0);
  });
});

describe("effectiveSampleSize", () => {
  it("is the number of groups where a group's rows are all alike, and about the rows where they are not", () => {
    const groupOf = Uint32Array.from({ length: 1000 }, (_, row) => row % 100);
    const alike = Array.from(groupOf, (group) => group < 30);
    expect(effectiveSampleSize(alike, groupOf)).toBeCloseTo(99, 6);
    const random = seededRandom(1);
    const independent = Array.from(groupOf, () => random.uniform() < 0.3);
    expect(effectiveSampleSize(independent, groupOf)).toBeGreaterThan(600);
    expect(effectiveSampleSize(independent.fill(false), groupOf)).toBe(100);
  });
});

describe("pairedScoreTest", () => {
  it("gives the published example of Tango (1998): 0 and 1 of 44 pairs, margin 0.1", () => {
    expect(pairedScoreTest({ b: 0, c: 1 }, 44, -0.1)).toBeCloseTo(0.0437, 3);
  });

  it("is McNemar's without correction about 0", () => {
    // z = 15 / sqrt(45) = 2.2360680; its upper tail from scipy.stats.norm.
    expect(pairedScoreTest({ b: 30, c: 15 }, 200, 0)).toBeCloseTo(0.0126737, 6);
  });

  it("knows noise where no example tells the models apart", () => {
    expect(pairedScoreTest({ b: 0, c: 0 }, 10, -0.01)).toBeGreaterThan(0.3);
    expect(pairedScoreTest({ b: 0, c: 0 }, 268, -0.01)).toBeLessThan(0.05);
  });

  it("finds a smaller bound easier to exceed", () => {
    const counts = fc.tuple(fc.nat(30), fc.nat(30), fc.integer({ min: 61, max: 500 }));
    fc.assert(
      fc.property(counts, ([b, c, n]) => {
        const p = [-0.05, -0.02, 0, 0.02].map((bound) => pairedScoreTest({ b, c }, n, bound));
        expect(p).toEqual(p.toSorted((x, y) => x - y));
      }),
    );
  });
});

describe("correctedTTest", () => {
  it("gives the vector of ten resamples of 900 and 100", () => {
    const differences = [0.01, 0.02, 0, 0.03, 0.01, -0.01, 0.02, 0.01, 0, 0.02];
    const test = correctedTTest(differences, 100 / 900);
    expect(test.t).toBeCloseTo(1.999693979, 9);
    expect(test.p).toBeCloseTo(0.0382953014, 8);
    expect(correctedTTest(differences, 0).t).toBeCloseTo(2.9054879906, 9);
    expect(correctedTTest(differences, 0).p).toBeCloseTo(0.0174388609 / 2, 8);
    expect(correctedTTest(differences, 100 / 900, 0.011).p).toBeCloseTo(0.5, 8);
  });

  it("knows no noise of differences that are all alike", () => {
    expect(correctedTTest([0.01, 0.01, 0.01], 0.1).t).toBeNaN();
  });
});

describe("P(A > B)", () => {
  it.each([
    [22, 7, 0.5862, 0.8966],
    [18, 11, 0.4483, 0.7931],
    [29, 0, 1, 1],
  ])("of %d wins and %d losses has the published interval", (wins, losses, lower, upper) => {
    const [low, high] = outperformingInterval({ wins, losses, ties: 0 }, 0.05);
    expect(low).toBeCloseTo(lower, 4);
    expect(high).toBeCloseTo(upper, 4);
  });

  it("counts a tie as half a win", () => {
    expect(probabilityOfOutperforming({ wins: 3, ties: 2, losses: 5 })).toBe(0.4);
    const [low, high] = outperformingInterval({ wins: 0, ties: 20, losses: 0 }, 0.05);
    expect([low, high]).toEqual([0.5, 0.5]);
    const [lower, upper] = outperformingInterval({ wins: 4, ties: 4, losses: 4 }, 0.05);
    expect(lower + upper).toBeCloseTo(1, 12);
  });

  it.each([
    [0.6, 181],
    [0.65, 81],
    [0.7, 46],
    [0.75, 29],
    [0.8, 21],
    [0.85, 15],
    [0.9, 12],
  ])("of %d takes the published number of pairs", (gamma, pairs) => {
    expect(noetherSize(gamma, 0.05, 0.05)).toBe(pairs);
  });
});

describe("the exact tests", () => {
  it("agree about which way a gain lies", () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(40), (b, c) => {
        if (b <= c) return;
        expect(mcnemarOneSided({ b, c })).toBeLessThan(0.5 + 1e-9);
        expect(pairedScoreTest({ b, c }, 100, 0)).toBeLessThan(0.5);
      }),
    );
  });
});
