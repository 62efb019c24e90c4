import { array, assert, boolean, double, property, record } from "fast-check";
import { expect, test } from "vitest";
import { metricsOf } from "./metrics.js";

test("the metrics of a small confusion matrix", () => {
  const metrics = metricsOf([
    { spam: true, score: 0.9 },
    { spam: true, score: 0.6 },
    { spam: true, score: 0.2 },
    { spam: false, score: 0.7 },
    { spam: false, score: 0.1 },
  ]);
  expect(metrics.accuracy).toBeCloseTo(3 / 5);
  expect(metrics.precision).toBeCloseTo(2 / 3);
  expect(metrics.recall).toBeCloseTo(2 / 3);
  expect(metrics.f1).toBeCloseTo(2 / 3);
  expect(metrics.auc).toBeCloseTo(4 / 6);
});

test("the area under the curve is the part of pairs in the right order", () => {
  const score = double({ min: 0, max: 1, noNaN: true }).map((value) => Math.round(value * 10) / 10);
  assert(
    property(array(record({ spam: boolean(), score })), (mails) => {
      const judged = [{ spam: true, score: 0.4 }, { spam: false, score: 0.4 }, ...mails];
      const pairs = judged
        .filter((mail) => mail.spam)
        .flatMap((spam) =>
          judged.filter((mail) => !mail.spam).map((ham) => Math.sign(spam.score - ham.score)),
        );
      const right = pairs.reduce<number>((sum, sign) => sum + (sign + 1) / 2, 0);
      expect(metricsOf(judged).auc).toBeCloseTo(right / pairs.length, 10);
    }),
  );
});

test("a filter that flags nothing has precision and recall 0, not NaN", () => {
  expect(metricsOf([{ spam: false, score: 0 }])).toMatchObject({
    accuracy: 1,
    precision: 0,
    recall: 0,
    f1: 0,
  });
});
