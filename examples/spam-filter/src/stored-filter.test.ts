import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { Mail } from "./mail.js";
import { algorithms, type SpamFilter, scorer, trainFilter } from "./spam-filter.js";
import { flavor, loadFilter, modelOf } from "./stored-filter.js";

const mails: Mail[] = Array.from({ length: 40 }, (_, i) => ({
  id: `${i}`,
  label: i % 2 === 0 ? "spam" : "ham",
  body: i % 2 === 0 ? `Buy pills number ${i} now` : `The meeting of day ${i} moved`,
}));

const train = (algorithm: SpamFilter["algorithm"]): SpamFilter =>
  trainFilter(mails, {
    algorithm,
    features: { word: "[a-z]+", vocabularySize: 20, weighting: "tf-idf" },
    c: 10,
    seed: 1,
    share: 0.8,
    epochs: 5,
  });

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "spam-filter-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

function store(filter: SpamFilter): void {
  const { files, flavors } = modelOf(filter, "Buy now");
  writeFileSync(join(directory, "MLmodel"), stringify({ flavors }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
}

describe.each(algorithms)("%s", (algorithm) => {
  test("tells these mails apart", () => {
    const score = scorer(train(algorithm));
    for (const { body, label } of mails) expect(score(body) > 0.5 ? "spam" : "ham").toBe(label);
  });

  test("scores the same after it was stored and loaded", () => {
    const filter = train(algorithm);
    store(filter);
    const loaded = scorer(loadFilter(directory));
    for (const { body } of mails) expect(loaded(body)).toBe(scorer(filter)(body));
  });
});

test("a model names its files, and its environment says exact versions", () => {
  const { files, flavors } = modelOf(train("linear-svm"), "Buy now");
  const { data, environment } = flavors[flavor];
  const texts: Record<string, string | undefined> = files;
  expect(JSON.parse(texts[data] ?? "").algorithm).toBe("linear-svm");
  expect(JSON.parse(texts[environment] ?? "")).toMatchObject({
    engines: { node: process.versions.node },
    dependencies: { yaml: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
  });
});

test("another kind of model is refused by name", () => {
  writeFileSync(join(directory, "MLmodel"), "flavors:\n  sklearn: {}\n");
  expect(() => loadFilter(directory)).toThrow(/no flavor slipway_spam_filter/);
});

test("a later format is refused with both numbers", () => {
  store(train("naive-bayes"));
  writeFileSync(join(directory, "MLmodel"), stringify({ flavors: { [flavor]: { format: 2 } } }));
  expect(() => loadFilter(directory)).toThrow(/format 2; this code reads format 1/);
});
