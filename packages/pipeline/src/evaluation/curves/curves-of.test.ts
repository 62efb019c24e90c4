import { describe, expect, it } from "vitest";
import { seededRandom } from "../../statistics/random.js";
import { predictionsOf } from "../testing/predictions-of.js";
import { curvesOf } from "./curves-of.js";
import { CURVE_POINTS } from "./roc-curve.js";

const random = seededRandom(5);
const ids = Array.from({ length: 5000 }, (_, row) => `row-${row}`);
const total = (counts: readonly (number | bigint)[]) =>
  counts.reduce<number>((sum, one) => sum + Number(one), 0);

describe("curvesOf", () => {
  it("draws two classes once, with few points and the area of the whole curve", () => {
    const labels = ids.map(() => random.below(2));
    const score = labels.map((label) => (label + 2 * random.uniform()) / 3);
    const rows = predictionsOf({
      ids,
      labels,
      predictions: score.map((s) => Number(s > 0.5)),
      numbers: { score },
    });
    const { candidate, champion } = curvesOf(rows);
    expect(champion).toBeUndefined();
    const [curve, ...others] = candidate.roc;
    expect(others).toEqual([]);
    expect(curve?.positive).toBe("1");
    expect(curve?.points.length).toBeLessThanOrEqual(CURVE_POINTS);
    expect(curve?.points[0]).toEqual({ false_positive_rate: 0, true_positive_rate: 0 });
    expect(curve?.points.at(-1)).toEqual({ false_positive_rate: 1, true_positive_rate: 1 });
    let area = 0;
    curve?.points.forEach((point, index, all) => {
      const before = all[index - 1] ?? point;
      area +=
        ((point.false_positive_rate - before.false_positive_rate) *
          (point.true_positive_rate + before.true_positive_rate)) /
        2;
    });
    expect(area).toBeCloseTo(curve?.area ?? 0, 2);
    expect(total(candidate.calibration[0]?.bins.map(({ rows: count }) => count) ?? [])).toBe(5000);
    expect(total(candidate.confusion?.counts.map(total) ?? [])).toBe(5000);
    expect(candidate.residuals).toBeUndefined();
  });

  it("counts the rarest of many classes together", () => {
    const labels = ids.map((_, row) => `class ${row % 7 === 0 ? random.below(40) : row % 5}`);
    const { candidate } = curvesOf(predictionsOf({ ids, labels, predictions: labels }));
    expect(candidate.confusion?.classes).toHaveLength(20);
    expect(candidate.confusion?.classes.at(-1)).toBe("other classes");
    expect(candidate.confusion?.merged).toBe(21);
    expect(total(candidate.confusion?.counts.map(total) ?? [])).toBe(5000);
  });

  it("shows the errors of amounts between common edges, and their differences", () => {
    const labels = ids.map(() => 100 * random.uniform());
    const off = (by: number) =>
      predictionsOf({
        ids,
        labels,
        predictions: labels.map((label) => label + by * (random.uniform() - 0.5)),
      });
    const { candidate, champion, error_differences } = curvesOf(off(1), off(4));
    expect(candidate.confusion).toBeUndefined();
    expect(candidate.residuals?.edges).toEqual(champion?.residuals?.edges);
    for (const shown of [candidate.residuals, champion?.residuals, error_differences]) {
      expect(total(shown?.counts ?? [])).toBe(5000);
    }
    expect(
      curvesOf(predictionsOf({ ids, labels: ids.map(() => 1.5), predictions: labels })).candidate.roc,
    ).toEqual([]);
  });

  it("is empty for rows of a column of one's own", () => {
    expect(curvesOf(predictionsOf({ ids, numbers: { profit: ids.map(() => 1) } }))).toEqual({
      candidate: { roc: [], calibration: [] },
    });
  });
});
