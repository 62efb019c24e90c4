import { type FeatureSettings, featurizer, learnVocabulary, type Vocabulary } from "./features.js";
import { hingeLoss, type Loss, logisticLoss, type OnEpoch, trainByDescent } from "./gradient-descent.js";
import { type LinearModel, marginOf, scoreOf } from "./linear-model.js";
import type { Mail } from "./mail.js";
import { trainNaiveBayes } from "./naive-bayes.js";
import { seededShuffle } from "./random.js";

export const algorithms = ["naive-bayes", "logistic-regression", "linear-svm"] as const;
export type Algorithm = (typeof algorithms)[number];

/** A trained filter: all that is needed to judge a mail. */
export interface SpamFilter {
  algorithm: Algorithm;
  features: FeatureSettings;
  vocabulary: Vocabulary;
  model: LinearModel;
}

/** Called after each pass with the filter so far and the mean loss; once, with step 0, by what learns in one go. */
export type OnProgress = (step: number, filter: SpamFilter, meanLoss?: number) => void;

export interface TrainingOptions {
  algorithm: Algorithm;
  features: FeatureSettings;
  /** How closely the training mails are followed: the larger, the less the model is held back. */
  c: number;
  /** Draws the mails to learn from, and their order. */
  seed: number;
  /** The part of the training mails that is drawn. */
  share: number;
  /** Passes over the mails, for the algorithms that learn by gradient descent. */
  epochs: number;
  onProgress?: OnProgress;
}

const losses: Record<Exclude<Algorithm, "naive-bayes">, Loss> = {
  "logistic-regression": logisticLoss,
  "linear-svm": hingeLoss,
};

/** Trains a filter on a random part of the mails. */
export function trainFilter(mails: readonly Mail[], options: TrainingOptions): SpamFilter {
  const { algorithm, features, c, epochs } = options;
  const shuffle = seededShuffle(options.seed);
  const drawn = shuffle(mails).slice(0, Math.round(mails.length * options.share));
  const vocabulary = learnVocabulary(drawn, features);
  const featuresOf = featurizer(features, vocabulary);
  const examples = drawn.map(({ body, label }) => ({ features: featuresOf(body), spam: label === "spam" }));
  const words = vocabulary.words.length;
  const filter = (model: LinearModel): SpamFilter => ({ algorithm, features, vocabulary, model });

  if (algorithm === "naive-bayes") {
    const trained = filter(trainNaiveBayes(examples, words, c));
    options.onProgress?.(0, trained);
    return trained;
  }
  const onEpoch: OnEpoch = (epoch, model, loss) => options.onProgress?.(epoch, filter(model), loss);
  return filter(trainByDescent(examples, words, { loss: losses[algorithm], c, epochs, shuffle, onEpoch }));
}

/** Makes the function that scores a mail's body, from 0 (ham) to 1 (spam); above 0.5 is taken for spam. */
export function scorer({ features, vocabulary, model }: SpamFilter): (body: string) => number {
  const featuresOf = featurizer(features, vocabulary);
  return (body) => scoreOf(marginOf(model, featuresOf(body)));
}
