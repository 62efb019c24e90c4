import { type Example, type LinearModel, marginOf, scoreOf } from "./linear-model.js";
import type { Shuffle } from "./random.js";

/** What a linear model is trained to make small, as a function of `agreement`: the margin, negated for ham. */
export interface Loss {
  value(agreement: number): number;
  /** Minus the derivative: how hard one example pulls. */
  pull(agreement: number): number;
}

/** Makes logistic regression. */
export const logisticLoss: Loss = {
  value: (agreement) => (agreement > -30 ? Math.log1p(Math.exp(-agreement)) : -agreement),
  pull: (agreement) => scoreOf(-agreement),
};

/** Makes a linear support vector machine. */
export const hingeLoss: Loss = {
  value: (agreement) => Math.max(0, 1 - agreement),
  pull: (agreement) => (agreement < 1 ? 1 : 0),
};

// Every mail moves the bias and only some move a given word, so the bias learns more slowly, or it would never settle.
const biasPace = 0.01;

/** Called after each pass over the examples with the model so far and the mean loss met during the pass. */
export type OnEpoch = (epoch: number, model: LinearModel, meanLoss: number) => void;

export interface DescentOptions {
  loss: Loss;
  /** The larger, the less the weights are held small: 1 / (c × examples) is the strength of the L2 penalty. */
  c: number;
  epochs: number;
  shuffle: Shuffle;
  onEpoch: OnEpoch;
}

/**
 * Stochastic gradient descent on loss + L2 penalty, one example at a time, with Bottou's step 1 / (penalty × (t0 + t)).
 * The weights are kept as `scale × direction`, so that shrinking all of them costs one multiplication.
 */
export function trainByDescent(
  examples: readonly Example[],
  words: number,
  options: DescentOptions,
): LinearModel {
  const { loss, c, epochs, shuffle, onEpoch } = options;
  const penalty = 1 / (c * examples.length);
  const direction = new Array<number>(words).fill(0);
  let scale = 1;
  let bias = 0;
  let steps = 1 / penalty;
  const model = (): LinearModel => ({ weights: direction.map((value) => value * scale), bias });

  for (let epoch = 1; epoch <= epochs; epoch++) {
    let total = 0;
    for (const { features, spam } of shuffle(examples)) {
      const sign = spam ? 1 : -1;
      const margin = scale * marginOf({ weights: direction, bias: 0 }, features) + bias;
      total += loss.value(sign * margin);
      const step = 1 / (penalty * steps++);
      scale *= 1 - step * penalty;
      const move = step * sign * loss.pull(sign * margin);
      if (move === 0) continue;
      features.indices.forEach((word, i) => {
        direction[word] = (direction[word] ?? 0) + (move / scale) * (features.values[i] ?? 0);
      });
      bias += move * biasPace;
    }
    onEpoch(epoch, model(), total / examples.length);
  }
  return model();
}
