import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CodedColumn } from "./columns/coded-column.js";
import { metricByName } from "./metrics/metric-by-name.js";
import { examplesDigest, pairPredictions } from "./pair-predictions.js";
import { pairedDifference } from "./paired-difference.js";
import type { Predictions } from "./predictions.js";
import { takeRows } from "./take-rows.js";
import { type PlainRows, predictionsOf, textsOf } from "./testing/predictions-of.js";

const rowsOf = (source: string, ids: string[], more: Partial<PlainRows> = {}): Predictions =>
  predictionsOf({
    source,
    ids,
    labels: ids.map(() => "a"),
    predictions: ids.map(() => "a"),
    numbers: { score: ids.map((_, row) => row) },
    ...more,
  });

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 20 });
const shuffled = ids.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
);

describe("pairPredictions", () => {
  it("aligns rows by id, whatever their order", () => {
    fc.assert(
      fc.property(shuffled, ([list, order]) => {
        const rows = rowsOf("a.csv", list);
        const other = takeRows(rows, Uint32Array.from(order));
        const { candidate, champion, digest } = pairPredictions(rows, other);
        expect(textsOf(champion.ids)).toEqual(textsOf(candidate.ids));
        expect(champion.numbers).toEqual(candidate.numbers);
        expect(pairPredictions(other, rows).digest).toBe(digest);
        expect(
          new Map(textsOf(candidate.ids).map((id, row) => [id, candidate.numbers.get("score")?.[row]])),
        ).toEqual(new Map(list.map((id, row) => [id, row])));
      }),
    );
  });

  it("has a digest of the ids and labels, and of nothing else", () => {
    const rows = rowsOf("a.csv", ["x", "y"]);
    expect(examplesDigest(rows)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(examplesDigest(rowsOf("b.csv", ["x", "y"], { predictions: ["b", "b"] }))).toBe(
      examplesDigest(rows),
    );
    expect(examplesDigest(rowsOf("a.csv", ["x", "y"], { labels: ["a", "b"] }))).not.toBe(
      examplesDigest(rows),
    );
    expect(examplesDigest({ ...rows, labels: undefined })).not.toBe(examplesDigest(rows));
    expect(examplesDigest(rowsOf("a.csv", ['x",null]\n["y'], {}))).not.toBe(examplesDigest(rows));
  });

  it("refuses ids that only one of the files has", () => {
    const [one, other] = [rowsOf("a.csv", ["1", "2", "3", "4", "5"]), rowsOf("b.csv", ["1", "6"])];
    expect(() => pairPredictions(one, other)).toThrow(
      /^the two models were not scored on the same examples: b.csv lacks 4 of the other's ids \(([2-5], ){3}…\); a.csv lacks 1 of the other's ids \(6\)$/,
    );
  });

  it("refuses labels or groups that differ, or that only one has", () => {
    const rows = rowsOf("a.csv", ["1", "2"]);
    expect(() => pairPredictions(rows, rowsOf("b.csv", ["2", "1"], { labels: ["a", "b"] }))).toThrow(
      'a.csv and b.csv disagree on the label of 1 example (1: "a" and "b")',
    );
    expect(() => pairPredictions(rows, rowsOf("b.csv", ["1", "2"], { labels: undefined }))).toThrow(
      "a.csv has a column label, b.csv has none",
    );
    const grouped = rowsOf("b.csv", ["1", "2"], { groups: ["u", "v"] });
    expect(() => pairPredictions(rows, grouped)).toThrow("b.csv has a column group, a.csv has none");
  });
});

describe("pairedDifference", () => {
  it("draws rows that are alike together, with the same statistic", () => {
    const list = Array.from({ length: 90 }, (_, row) => `row-${row}`);
    const [labels, own, other] = [3, 5, 7].map((step) => list.map((_, row) => (row % step < 2 ? "1" : "0")));
    const paired = pairPredictions(
      rowsOf("a.csv", list, { labels, predictions: own }),
      rowsOf("b.csv", list, { labels, predictions: other }),
    );
    for (const name of ["accuracy", "f1", "balanced_accuracy", "precision_weighted"]) {
      const difference = pairedDifference(metricByName(name), paired);
      expect(difference.resampler.rows).toBeLessThanOrEqual(8);
      const groups = list.map((_, row) => String(row));
      const plain = pairedDifference(metricByName(name), {
        ...paired,
        candidate: { ...paired.candidate, groups: CodedColumn.of(groups) },
        champion: { ...paired.champion, groups: CodedColumn.of(groups) },
      });
      expect(plain.resampler.rows).toBe(90);
      expect(plain.differing).toBe(difference.differing);
      expect(plain.statistic(new Float64Array(90).fill(1))).toBeCloseTo(
        difference.candidate - difference.champion,
        12,
      );
    }
  });

  it("counts rows that only one gets right for means of zeros and ones alone", () => {
    const list = ["1", "2", "3", "4"];
    const paired = pairPredictions(
      rowsOf("a.csv", list, { predictions: ["a", "a", "b", "b"] }),
      rowsOf("b.csv", list, { predictions: ["b", "a", "a", "b"] }),
    );
    expect(pairedDifference(metricByName("accuracy"), paired)).toMatchObject({
      candidate: 0.5,
      champion: 0.5,
      rows: 4,
      differing: 2,
      discordant: { b: 1, c: 1 },
    });
    expect(pairedDifference(metricByName("f1_macro"), paired).discordant).toBeUndefined();
    expect(pairedDifference(metricByName("mean(score)"), paired).discordant).toBeUndefined();
  });
});
