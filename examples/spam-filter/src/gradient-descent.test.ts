import { describe, expect, test } from "vitest";
import { hingeLoss, type Loss, logisticLoss, trainByDescent } from "./gradient-descent.js";
import { type Example, type LinearModel, marginOf } from "./linear-model.js";
import { seededShuffle } from "./random.js";

// Word 0 is in 9 of 10 spams, word 1 in 9 of 10 hams, so no line separates them and the optimum is finite.
const examples: Example[] = Array.from({ length: 200 }, (_, i) => {
  const spam = i % 2 === 0;
  const typical = i % 20 > 1;
  return { spam, features: { indices: [spam === typical ? 0 : 1], values: [1] } };
});

function objective({ weights, bias }: LinearModel, loss: Loss, c: number): number {
  const penalty = weights.reduce((sum, weight) => sum + weight ** 2, 0) / (2 * c * examples.length);
  const losses = examples.map(({ spam, features }) =>
    loss.value((spam ? 1 : -1) * marginOf({ weights, bias }, features)),
  );
  return penalty + losses.reduce((sum, value) => sum + value, 0) / examples.length;
}

describe.each([
  ["logistic regression", logisticLoss],
  ["linear SVM", hingeLoss],
])("%s", (_, loss) => {
  const train = (seed: number, epochs: number, onEpoch = (_epoch: number, _model: LinearModel) => {}) =>
    trainByDescent(examples, 2, { loss, c: 1, epochs, shuffle: seededShuffle(seed), onEpoch });

  test("ends where no small step makes its objective much smaller", () => {
    const model = train(1, 100);
    const reached = objective(model, loss, 1);
    for (const word of [0, 1]) {
      for (const step of [-0.2, 0.2]) {
        const weights = model.weights.map((weight, i) => (i === word ? weight + step : weight));
        expect(objective({ ...model, weights }, loss, 1)).toBeGreaterThan(reached - 0.002);
      }
    }
  });

  test("is the same for the same seed and another for another", () => {
    expect(train(1, 2)).toEqual(train(1, 2));
    expect(train(1, 2)).not.toEqual(train(2, 2));
  });

  test("shows the model after every epoch", () => {
    const epochs: number[] = [];
    let last: LinearModel | undefined;
    const model = train(1, 3, (epoch, shown) => {
      epochs.push(epoch);
      last = shown;
    });
    expect(epochs).toEqual([1, 2, 3]);
    expect(last).toEqual(model);
  });
});

test("the pull of a loss is minus its slope", () => {
  for (const loss of [logisticLoss, hingeLoss]) {
    for (const agreement of [-40, -2, 0.3, 0.9, 1.5, 40]) {
      const slope = (loss.value(agreement + 1e-4) - loss.value(agreement - 1e-4)) / 2e-4;
      expect(loss.pull(agreement)).toBeCloseTo(-slope, 6);
    }
  }
});
