import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { comparedExamples } from "./compared-examples.js";
import { pairPredictions } from "./pair-predictions.js";
import { type PlainRows, predictionsOf } from "./testing/predictions-of.js";

const IDS = ["a", "b", "c", "d"];
const paired = (own: Omit<PlainRows, "ids">, other: Omit<PlainRows, "ids">) =>
  pairPredictions(predictionsOf({ ids: IDS, ...own }), predictionsOf({ ids: IDS, ...other }));
const changes = (found: ReturnType<typeof comparedExamples>) =>
  Object.fromEntries((found?.kept ?? []).map(({ id, change }) => [id, change]));

describe("comparedExamples", () => {
  it("tells what turned wrong, what turned right, and what is wrong in another way", () => {
    const labels = ["x", "x", "y", "y"];
    const found = comparedExamples(
      paired({ labels, predictions: ["x", "y", "x", "y"] }, { labels, predictions: ["y", "x", "z", "y"] }),
      [],
    );
    expect(found).toMatchObject({ by: "right or wrong", examples: 4, worse: 1, better: 1, other: 1 });
    expect(changes(found)).toEqual({ a: "better", b: "worse", c: "other" });
    expect(found?.kept.find(({ id }) => id === "b")).toMatchObject({
      label: "x",
      candidate: "y",
      champion: "x",
    });
  });

  it("compares numbers by their errors, the largest changes first", () => {
    const ids = Array.from({ length: 30 }, (_, i) => `r${i}`);
    const labels = ids.map((_, i) => i + 0.5);
    const own = labels.map((label, i) => label + (i === 3 ? 9 : i === 4 ? -7 : i === 5 ? 1 : 2));
    const other = labels.map((label) => label - 2);
    const [a, b] = [own, other].map((predictions) => predictionsOf({ ids, labels, predictions }));
    if (!a || !b) throw new Error("unreachable");
    const found = comparedExamples(pairPredictions(a, b), []);
    expect(found).toMatchObject({ by: "absolute error", worse: 2, better: 1, other: 0 });
    expect(found?.kept.map(({ id, difference }) => [id, difference])).toEqual([
      ["r3", 7],
      ["r4", 5],
      ["r5", -1],
    ]);
  });

  it("compares rows without predictions by the column that a gate asks for, with their texts", () => {
    const found = comparedExamples(
      paired(
        { numbers: { cost: [1, 2, 3, 4] }, texts: { answer: ["yes", "no", "so", "so"] } },
        { numbers: { cost: [2, 2, 1, 4] }, texts: { answer: ["yes", "oh", "la", "so"] } },
      ),
      [{ name: "mean(cost)", goal: "minimize" }],
    );
    expect(found?.by).toBe("mean(cost)");
    expect(changes(found)).toEqual({ a: "better", c: "worse" });
    expect(found?.kept.map(({ texts }) => texts)).toEqual([
      [{ name: "answer", candidate: "so", champion: "la" }],
      [{ name: "answer", candidate: "yes" }],
    ]);
    expect(
      comparedExamples(paired({ numbers: { a: [1, 2, 3, 4] } }, { numbers: { a: [1, 2, 3, 4] } }), []),
    ).toBe(undefined);
  });

  it("compares groups by the first metric that can be computed, the greatest loss first", () => {
    const labels = ["x", "x", "y", "y"];
    const groups = ["g", "h", "h", "i"];
    const found = comparedExamples(
      paired(
        { groups, labels, predictions: ["y", "x", "x", "y"] },
        { groups, labels, predictions: ["x", "y", "y", "x"] },
      ),
      [
        { name: "nonsense", goal: "maximize" },
        { name: "accuracy", goal: "maximize" },
      ],
    );
    expect(found?.groups).toMatchObject({ metric: "accuracy", total: 3 });
    expect(found?.groups?.kept.map((one) => [one.group, one.candidate, one.champion])).toEqual([
      ["g", 0, 1],
      ["h", 0.5, 0.5],
      ["i", 1, 0],
    ]);
  });

  it("turns round when the models swap, and finds nothing between a model and itself", () => {
    const column = fc.array(fc.constantFrom("x", "y", "z"), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(column, column, column, (labels, first, second) => {
        const [own, other] = [first, second].map((predictions) => ({ labels, predictions }));
        if (!own || !other) throw new Error("unreachable");
        const [there, back, same] = [paired(own, other), paired(other, own), paired(own, own)].map((both) =>
          comparedExamples(both, []),
        );
        expect([there?.worse, there?.better, there?.other]).toEqual([back?.better, back?.worse, back?.other]);
        expect(same?.kept).toEqual([]);
      }),
    );
  });
});
