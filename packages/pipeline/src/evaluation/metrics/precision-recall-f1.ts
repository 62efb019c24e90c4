import { type ClassCounts, classCounter } from "./class-counts.js";
import { positiveClass } from "./classes.js";
import type { MetricFamily, Scorer } from "./metric.js";

/** A score of one class from its three counts; 0 where it is 0 / 0, as scikit-learn's default has it. */
type ClassScore = (hits: number, predicted: number, actual: number) => number;

type Average = "macro" | "micro" | "weighted";

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const SCORES: Record<string, ClassScore> = {
  precision: (hits, predicted) => share(hits, predicted),
  recall: (hits, _predicted, actual) => share(hits, actual),
  f1: (hits, predicted, actual) => share(2 * hits, predicted + actual),
};

const sum = (counts: Float64Array): number => counts.reduce((total, count) => total + count, 0);

function average(how: Average, score: ClassScore, { hits, predicted, actual }: ClassCounts): number {
  if (how === "micro") return score(sum(hits), sum(predicted), sum(actual));
  let [total, weights] = [0, 0];
  hits.forEach((hit, index) => {
    const [said, is] = [predicted[index] as number, actual[index] as number];
    // A class that no counted row has or is given is not there.
    if (said + is === 0) return;
    const weight = how === "weighted" ? is : 1;
    total += weight * score(hit, said, is);
    weights += weight;
  });
  return total / weights;
}

const family = (score: ClassScore, how?: Average): MetricFamily => ({
  ...(!how && { argument: { of: "class", required: false } }),
  make: (name, argument) => ({
    name,
    goal: "maximize",
    needs: ["label", "prediction"],
    scorer: (rows): Scorer => {
      const { classes, count } = classCounter(name, rows);
      if (how) return (weights) => average(how, score, count(weights));
      const positive = classes.indexOf(positiveClass(name, classes, argument));
      return (weights) => {
        const { hits, predicted, actual } = count(weights);
        return score(hits[positive] ?? 0, predicted[positive] ?? 0, actual[positive] ?? 0);
      };
    },
  }),
});

/**
 * Precision, recall and F1: of one class as `f1(spam)`, or over all classes as `f1_macro` (their plain mean),
 * `f1_weighted` (weighted by the rows of each) and `f1_micro` (from the summed counts), with the definitions of
 * scikit-learn's `precision_recall_fscore_support`.
 */
export const precisionRecallF1: Record<string, MetricFamily> = Object.fromEntries(
  Object.entries(SCORES).flatMap(([name, score]) => [
    [name, family(score)],
    [`${name}_macro`, family(score, "macro")],
    [`${name}_micro`, family(score, "micro")],
    [`${name}_weighted`, family(score, "weighted")],
  ]),
);
