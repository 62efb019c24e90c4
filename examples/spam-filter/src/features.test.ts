import { expect, test } from "vitest";
import { type FeatureSettings, featurizer, learnVocabulary } from "./features.js";
import type { Mail } from "./mail.js";

const settings: FeatureSettings = { word: "[a-z]{2,}", vocabularySize: 3, weighting: "counts" };
const mailOf = (body: string): Mail => ({ id: body, label: "ham", body });
const mails = ["Buy now, buy cheap", "buy a boat now", "see the boat"].map(mailOf);

test("the vocabulary is the words that most mails contain, equals in alphabetical order", () => {
  const { words, idf } = learnVocabulary(mails, settings);
  expect(words).toEqual(["boat", "buy", "now"]);
  for (const value of idf) expect(value).toBeCloseTo(1 + Math.log(4 / 3));
});

test("rarer words have a larger idf", () => {
  const { words, idf } = learnVocabulary(mails, { ...settings, vocabularySize: 100 });
  expect(words).toContain("cheap");
  expect(idf[words.indexOf("cheap")]).toBeCloseTo(1 + Math.log(4 / 2));
});

test("counts are how often a known word occurs, in any case", () => {
  const features = featurizer(settings, learnVocabulary(mails, settings))("BUY, buy the Boat");
  expect(features).toEqual({ indices: [1, 0], values: [2, 1] });
});

test("tf-idf makes every mail equally long", () => {
  const tfIdf: FeatureSettings = { ...settings, weighting: "tf-idf" };
  const features = featurizer(tfIdf, learnVocabulary(mails, tfIdf))("buy buy buy boat");
  expect(Math.hypot(...features.values)).toBeCloseTo(1);
  expect((features.values[0] ?? 0) / (features.values[1] ?? 0)).toBeCloseTo(3);
});

test("a mail of unknown words, or of none, has no features", () => {
  for (const weighting of ["counts", "tf-idf"] as const) {
    const featuresOf = featurizer({ ...settings, weighting }, learnVocabulary(mails, settings));
    expect(featuresOf("")).toEqual({ indices: [], values: [] });
    expect(featuresOf("wholly different")).toEqual({ indices: [], values: [] });
  }
});
