import type { Example, LinearModel } from "./linear-model.js";

/**
 * Multinomial naive Bayes over word counts. Its log odds are linear in the counts, so it becomes a linear model.
 * `1 / c` is added to every count, so that a word never seen in one class does not decide alone (c = 1: Laplace).
 */
export function trainNaiveBayes(examples: readonly Example[], words: number, c: number): LinearModel {
  const inSpam = new Array<number>(words).fill(1 / c);
  const inHam = new Array<number>(words).fill(1 / c);
  let spamMails = 0;
  for (const { features, spam } of examples) {
    if (spam) spamMails++;
    const counts = spam ? inSpam : inHam;
    features.indices.forEach((word, i) => {
      counts[word] = (counts[word] ?? 0) + (features.values[i] ?? 0);
    });
  }
  const sum = (counts: number[]): number => counts.reduce((total, count) => total + count, 0);
  const shift = Math.log(sum(inHam) / sum(inSpam));
  return {
    weights: inSpam.map((count, word) => Math.log(count / (inHam[word] ?? 0)) + shift),
    bias: Math.log(spamMails / (examples.length - spamMails)),
  };
}
