import type { Mail } from "./mail.js";

/** How a mail becomes numbers. Part of every saved model, so that any later version of this code can still use it. */
export interface FeatureSettings {
  /** Regular expression of what counts as a word in a lower-cased mail. */
  word: string;
  /** How many words the model knows: those that most of its training mails contain. */
  vocabularySize: number;
  /** `counts`: how often a word occurs. `tf-idf`: rare words count more, long mails no more than short ones. */
  weighting: Weighting;
}

export const weightings = ["counts", "tf-idf"] as const;
export type Weighting = (typeof weightings)[number];

/** The settings that today's training uses; the weighting is chosen by the algorithm's line in slipway.yaml. */
export const currentFeatures: Omit<FeatureSettings, "weighting"> = {
  word: "[a-z]{2,}",
  vocabularySize: 500,
};

/** What was learnt about words from the training mails. */
export interface Vocabulary {
  words: string[];
  /** Inverse document frequency of each word: the logarithm of how rare it is. */
  idf: number[];
}

/** The non-zero features of a mail: `values[i]` is that of the word with number `indices[i]`. */
export interface SparseVector {
  indices: number[];
  values: number[];
}

const tokenize = (body: string, settings: FeatureSettings): string[] =>
  body.toLowerCase().match(new RegExp(settings.word, "g")) ?? [];

/** Learns the vocabulary from training mails. Ties in frequency are broken by the alphabet. */
export function learnVocabulary(mails: readonly Mail[], settings: FeatureSettings): Vocabulary {
  const mailsWith = new Map<string, number>();
  for (const { body } of mails) {
    for (const word of new Set(tokenize(body, settings))) mailsWith.set(word, (mailsWith.get(word) ?? 0) + 1);
  }
  const kept = [...mailsWith]
    .sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1))
    .slice(0, settings.vocabularySize);
  return {
    words: kept.map(([word]) => word),
    idf: kept.map(([, count]) => 1 + Math.log((1 + mails.length) / (1 + count))),
  };
}

/** Makes the function that turns a mail's body into features. */
export function featurizer(
  settings: FeatureSettings,
  vocabulary: Vocabulary,
): (body: string) => SparseVector {
  const numbers = new Map(vocabulary.words.map((word, number) => [word, number]));
  return (body) => {
    const counts = new Map<number, number>();
    for (const word of tokenize(body, settings)) {
      const number = numbers.get(word);
      if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
    }
    const indices = [...counts.keys()];
    const values = [...counts.values()];
    return {
      indices,
      values: settings.weighting === "counts" ? values : weigh(indices, values, vocabulary.idf),
    };
  };
}

function weigh(indices: number[], counts: number[], idf: number[]): number[] {
  const weighted = counts.map((count, i) => count * (idf[indices[i] ?? -1] ?? 0));
  const length = Math.hypot(...weighted) || 1;
  return weighted.map((value) => value / length);
}
