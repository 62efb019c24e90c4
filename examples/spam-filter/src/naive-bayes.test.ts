import { expect, test } from "vitest";
import { type Example, marginOf, scoreOf } from "./linear-model.js";
import { trainNaiveBayes } from "./naive-bayes.js";

// Word 0 occurs 3 times in spam and once in ham, word 1 once in spam and 4 times in ham.
const examples: Example[] = [
  { spam: true, features: { indices: [0, 1], values: [3, 1] } },
  { spam: false, features: { indices: [1], values: [3] } },
  { spam: false, features: { indices: [0, 1], values: [1, 1] } },
];

test("the score is Bayes' rule worked out by hand, with Laplace's correction", () => {
  const model = trainNaiveBayes(examples, 2, 1);
  const spam = (1 / 3) * (4 / 6) ** 2 * (2 / 6);
  const ham = (2 / 3) * (2 / 7) ** 2 * (5 / 7);
  expect(scoreOf(marginOf(model, { indices: [0, 1], values: [2, 1] }))).toBeCloseTo(spam / (spam + ham), 12);
});

test("a mail without known words gets the part of spam among the training mails", () => {
  const model = trainNaiveBayes(examples, 2, 10);
  expect(scoreOf(marginOf(model, { indices: [], values: [] }))).toBeCloseTo(1 / 3, 12);
});
