import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Predictions } from "../predictions.js";
import { predictionsOf } from "../testing/predictions-of.js";
import { measure } from "./metric.js";
import { findMetric, metricByName, metricFamilies } from "./metric-by-name.js";

const rowsOf = (
  labels: readonly (string | number)[],
  predictions: readonly (string | number)[],
  numbers: Record<string, readonly number[]> = {},
): Predictions => predictionsOf({ ids: labels.map((_, row) => `row-${row}`), labels, predictions, numbers });

const value = (metric: string, rows: Predictions) => measure(metricByName(metric), rows);

const mails = rowsOf(
  ["ham", "spam", "eggs", "ham", "spam", "spam", "eggs", "ham"],
  ["ham", "ham", "eggs", "eggs", "spam", "spam", "ham", "ham"],
  {
    "score.eggs": [0.2, 0.1, 0.6, 0.5, 0.05, 0.2, 0.3, 0.1],
    "score.ham": [0.7, 0.5, 0.2, 0.4, 0.15, 0.2, 0.45, 0.8],
    "score.spam": [0.1, 0.4, 0.2, 0.1, 0.8, 0.6, 0.25, 0.1],
  },
);
const binary = rowsOf([1, 0, 1, 1, 0, 0, 1, 0], [1, 0, 0, 1, 0, 1, 0, 0], {
  score: [0.9, 0.4, 0.4, 0.8, 0.1, 0.65, 0.3, 0],
});
const amounts = rowsOf([3, -0.5, 2, 7, 4.25], [2.5, 0, 2, 8, 4]);
const unseen = rowsOf(["a", "a", "b"], ["c", "a", "a"]);

describe("metrics", () => {
  it.each([
    ["accuracy", mails, 0.625],
    ["balanced_accuracy", mails, 0.611111111111111],
    ["precision_macro", mails, 0.6666666666666666],
    ["recall_macro", mails, 0.611111111111111],
    ["f1_macro", mails, 0.6238095238095238],
    ["f1_micro", mails, 0.625],
    ["precision_weighted", mails, 0.6875],
    ["recall_weighted", mails, 0.625],
    ["f1_weighted", mails, 0.6392857142857143],
    ["precision(spam)", mails, 1],
    ["recall(spam)", mails, 0.6666666666666666],
    ["f1(spam)", mails, 0.8],
    ["log_loss", mails, 0.6076459452716725],
    ["brier", mails, 0.3425],
    ["roc_auc(spam)", mails, 1],
    ["roc_auc(ham)", mails, 0.8666666666666667],
    ["precision", binary, 0.6666666666666666],
    ["recall", binary, 0.5],
    ["f1", binary, 0.5714285714285714],
    ["log_loss", binary, 0.5143469833868278],
    ["brier", binary, 0.18656250000000002],
    ["roc_auc", binary, 0.78125],
    ["rmse", amounts, 0.5590169943749475],
    ["mae", amounts, 0.45],
    ["r2", amounts, 0.9491042345276873],
    ["r2", rowsOf([2, 2, 2], [2, 2, 2]), 1],
    ["r2", rowsOf([2, 2, 2], [2, 2, 3]), 0],
    ["balanced_accuracy", unseen, 0.25],
    ["f1_macro", unseen, 0.16666666666666666],
    ["precision_weighted", unseen, 0.3333333333333333],
    ["f1(b)", unseen, 0],
    ["mean(score)", binary, 0.44375],
  ])("%s is scikit-learn's", (metric, rows, expected) => {
    expect(value(metric, rows)).toBeCloseTo(expected, 12);
  });

  it.each([
    ["f1_macro", ["a", "a", "b", "b"], ["a", "b", "b", "a"], {}, 0.4857142857142857],
    ["accuracy", ["a", "a", "b", "b"], ["a", "b", "b", "a"], {}, 0.5],
    ["balanced_accuracy", ["a", "a", "b", "b"], ["a", "b", "b", "a"], {}, 0.625],
    ["roc_auc", [1, 0, 1, 0], [1, 0, 0, 0], { score: [0.9, 0.4, 0.4, 0.5] }, 0.6666666666666666],
    ["r2", [3, -0.5, 2, 7], [2.5, 0, 2, 8], {}, 0.8786127167630058],
  ])("%s of weighted rows is too", (metric, labels, predictions, numbers, expected) => {
    const scorer = metricByName(metric).scorer(rowsOf(labels, predictions, numbers));
    expect(scorer([2, 0, 1, 3])).toBeCloseTo(expected, 12);
  });

  const row = fc.record({
    label: fc.constantFrom("0", "1"),
    prediction: fc.constantFrom("0", "1"),
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    weight: fc.nat(3),
  });
  const names = [...metricFamilies.keys()].filter(
    (name) =>
      !["mean", "mape", "pinball", "ndcg", "mrr", "map", "roc_auc_macro", "roc_auc_weighted"].includes(name),
  );

  it.each(names)("%s of weights is %s of repeated rows", (name) => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const ofRows = (list: typeof rows) =>
          rowsOf(
            list.map(({ label }) => label),
            list.map(({ prediction }) => prediction),
            { score: list.map(({ score }) => score) },
          );
        const repeated = rows.flatMap((one) => Array.from({ length: one.weight }, () => one));
        fc.pre(Math.min(rows.length, repeated.length) > (name === "r2" ? 1 : 0));
        const weighted = metricByName(name).scorer(ofRows(rows))(rows.map(({ weight }) => weight));
        const plain = value(name, ofRows(repeated));
        if (Number.isNaN(plain)) expect(weighted).toBeNaN();
        else expect(weighted).toBeCloseTo(plain, 9);
      }),
    );
  });

  it("that are a mean of rows say so, and are", () => {
    for (const [name, rows] of [
      ["accuracy", mails],
      ["log_loss", mails],
      ["brier", binary],
      ["mae", amounts],
    ] as const) {
      const metric = metricByName(name);
      const ones = new Float64Array(rows.ids.length).fill(1);
      expect(metric.perExample).toBeDefined();
      expect(metric.scorer(rows)(ones)).toBeCloseTo(measure(metric, rows), 12);
    }
    for (const name of ["f1", "roc_auc", "rmse", "r2", "balanced_accuracy"]) {
      expect(metricByName(name).perExample).toBeUndefined();
    }
  });

  it("know their goal, where it is known", () => {
    const goals = ["accuracy", "roc_auc", "r2", "rmse", "log_loss", "brier", "mean(x)"].map(
      (name) => metricByName(name).goal,
    );
    expect(goals).toEqual([
      "maximize",
      "maximize",
      "maximize",
      "minimize",
      "minimize",
      "minimize",
      undefined,
    ]);
  });
});

describe("names of metrics", () => {
  it.each([
    [
      "acuracy",
      "no metric is called acuracy; did you mean accuracy?; of a column of your own take mean(COLUMN)",
    ],
    ["accuracy(spam)", "the metric accuracy takes nothing in parentheses, but accuracy(spam) has"],
    ["mean", "the metric mean needs a column in parentheses, as in mean(NAME)"],
    ["f1()", "the metric f1 needs a class in parentheses, as in f1(NAME)"],
  ])("%s is told what is wrong", (name, problem) => {
    expect(findMetric(name).problem).toBe(problem);
  });

  it("may hold any class", () => {
    expect(value("recall(a (b))", rowsOf(["a (b)", "c"], ["a (b)", "a (b)"]))).toBe(1);
  });
});

describe("rows that a metric is not defined for", () => {
  it.each([
    [
      "f1",
      mails,
      "f1 needs to know which class is positive; name it, as in f1(spam); the classes are eggs, ham, spam",
    ],
    ["f1(spm)", mails, "f1(spm): no row has the class spm; did you mean spam?"],
    ["roc_auc", amounts, "roc_auc needs to know which class is positive"],
    [
      "log_loss",
      rowsOf(["a", "b"], ["a", "b"], { score: [0.5, 1.5] }),
      "log_loss needs probabilities from 0 to 1, but the score of row-1 in rows.csv is 1.5",
    ],
    [
      "log_loss",
      rowsOf(["a", "b"], ["a", "b"], { "score.a": [0.5, 1] }),
      "log_loss needs the column score.b in rows.csv",
    ],
    [
      "brier",
      rowsOf(["a", "b", "c"], ["a", "b", "c"], { score: [0, 1, 1] }),
      "a column score.<class> for each of the 3 classes",
    ],
    ["rmse", mails, 'rmse needs numbers, but the label of row-0 in rows.csv is "ham"'],
    [
      "mean(profit)",
      mails,
      "mean(profit) needs the column profit; rows.csv has id, label, prediction, score.eggs",
    ],
  ])("%s says so", (metric, rows, message) => {
    expect(() => value(metric, rows)).toThrow(message);
  });

  it("have no ROC curve with one class only", () => {
    expect(value("roc_auc", rowsOf([1, 1], [1, 1], { score: [0.5, 0.6] }))).toBeNaN();
  });
});
