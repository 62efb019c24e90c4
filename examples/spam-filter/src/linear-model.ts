import type { SparseVector } from "./features.js";

/** A weight for each word and a bias. All three algorithms learn one of these, each in its own way. */
export interface LinearModel {
  weights: number[];
  bias: number;
}

/** One mail to learn from. */
export interface Example {
  features: SparseVector;
  spam: boolean;
}

/** Above 0 where the model believes that a mail is spam; the farther from 0, the surer. */
export function marginOf({ weights, bias }: LinearModel, { indices, values }: SparseVector): number {
  let margin = bias;
  for (let i = 0; i < indices.length; i++) margin += (weights[indices[i] ?? -1] ?? 0) * (values[i] ?? 0);
  return margin;
}

/** A margin as a number from 0 (ham) to 1 (spam): a probability for naive Bayes and logistic regression. */
export const scoreOf = (margin: number): number => 1 / (1 + Math.exp(-margin));
