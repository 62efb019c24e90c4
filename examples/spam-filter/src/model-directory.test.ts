import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { Mail } from "./mail.js";
import { flavor, loadFilter, saveFilter } from "./model-directory.js";
import { algorithms, scorer, trainFilter } from "./spam-filter.js";

const mails: Mail[] = Array.from({ length: 40 }, (_, i) => ({
  id: `${i}`,
  label: i % 2 === 0 ? "spam" : "ham",
  body: i % 2 === 0 ? `Buy pills number ${i} now` : `The meeting of day ${i} moved`,
}));
const example = mails[0] as Mail;

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "spam-filter-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe.each(algorithms)("%s", (algorithm) => {
  const features = { word: "[a-z]+", vocabularySize: 20, weighting: "tf-idf" } as const;
  const filter = trainFilter(mails, { algorithm, features, c: 10, seed: 1, share: 0.8, epochs: 5 });

  test("tells these mails apart", () => {
    const score = scorer(filter);
    for (const { body, label } of mails) expect(score(body) > 0.5 ? "spam" : "ham").toBe(label);
  });

  test("scores the same after it was saved and loaded", () => {
    saveFilter(directory, filter, example);
    const loaded = scorer(loadFilter(directory));
    for (const { body } of mails) expect(loaded(body)).toBe(scorer(filter)(body));
  });
});

describe("the directory", () => {
  const features = { word: "[a-z]+", vocabularySize: 20, weighting: "counts" } as const;
  const filter = trainFilter(mails, {
    algorithm: "naive-bayes",
    features,
    c: 1,
    seed: 1,
    share: 1,
    epochs: 1,
  });
  beforeEach(() => saveFilter(directory, filter, example));

  test("is an MLflow model that names each of its files", () => {
    const description = parse(readFileSync(join(directory, "MLmodel"), "utf8"));
    const { data, environment } = description.flavors[flavor];
    expect(JSON.parse(description.signature.inputs)).toEqual([
      { type: "string", name: "body", required: true },
    ]);
    const input = readFileSync(join(directory, description.saved_input_example_info.artifact_path), "utf8");
    expect(JSON.parse(input)).toEqual({ body: example.body });
    expect(JSON.parse(readFileSync(join(directory, data), "utf8")).algorithm).toBe("naive-bayes");
    expect(JSON.parse(readFileSync(join(directory, environment), "utf8")).dependencies).toHaveProperty(
      "yaml",
    );
  });

  test("of another kind of model is refused by name", () => {
    writeFileSync(join(directory, "MLmodel"), "flavors:\n  sklearn: {}\n");
    expect(() => loadFilter(directory)).toThrow(/no flavor slipway_spam_filter/);
  });

  test("of a later format is refused with both numbers", () => {
    const file = join(directory, "MLmodel");
    writeFileSync(file, readFileSync(file, "utf8").replace("format: 1", "format: 2"));
    expect(() => loadFilter(directory)).toThrow(/format 2; this code reads format 1/);
  });
});
