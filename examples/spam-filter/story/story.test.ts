import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";

const story = import.meta.dirname;
const source = dirname(story);
const patches = readdirSync(story)
  .filter((name) => name.endsWith(".patch"))
  .sort();

let project: string;
const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { cwd: project, encoding: "utf8", shell: command === "npm" });
const scores = (): string => {
  run("node", "dist/evaluate.js", "--model", "first-model", "--out", "scores.csv");
  return readFileSync(join(project, "scores.csv"), "utf8");
};

const sources = (): string =>
  ["slipway.yaml", "src/features.ts", "src/train.ts"]
    .map((file) => readFileSync(join(project, file), "utf8"))
    .join();

/** Stores a filter made by the compiled code as it is now; any will do. */
async function storeFirstModel(): Promise<void> {
  const load = (name: string) => import(pathToFileURL(join(project, "dist", name)).href);
  const { trainFilter } = await load("spam-filter.js");
  const { modelOf } = await load("stored-filter.js");
  const mails = JSON.parse(readFileSync(join(project, "data/validation.json"), "utf8"));
  const features = { word: "[a-z]{2,}", vocabularySize: 50, weighting: "tf-idf" };
  const options = { algorithm: "linear-svm", features, c: 1, seed: 1, share: 1, epochs: 2 };
  const { files, flavors } = modelOf(trainFilter(mails, options), "hello");
  const all = { ...files, MLmodel: stringify({ flavors }) };
  mkdirSync(join(project, "first-model"));
  for (const [name, text] of Object.entries(all))
    writeFileSync(join(project, "first-model", name), String(text));
}

beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), "spam-filter-story-"));
  const derived = new Set(["node_modules", "data", "dist", "story"]);
  cpSync(source, project, { recursive: true, filter: (path) => !derived.has(basename(path)) });
  const modules = dirname(dirname(createRequire(import.meta.url).resolve("typescript/package.json")));
  symlinkSync(modules, join(project, "node_modules"), "junction");
  run("npm", "run", "--silent", "build");
  await storeFirstModel();
});
afterAll(() => rmSync(project, { recursive: true }));

test("every push builds, keeps the data as it is, and can still use the first push's model", () => {
  const index = readFileSync(join(project, "data/index.json"), "utf8");
  const first = scores();
  expect(first.split("\n")).toHaveLength(1 + 1819 + 1);
  expect(patches).toHaveLength(3);
  for (const patch of patches) {
    const before = sources();
    run("git", "apply", join(story, patch));
    expect(sources()).not.toBe(before);
    expect(run("npm", "run", "--silent", "build")).toMatch(/up to date/);
    expect(readFileSync(join(project, "data/index.json"), "utf8")).toBe(index);
    expect(scores()).toBe(first);
  }
});

test("a patch begins with its commit message: a subject line, an empty line, an explanation", () => {
  for (const patch of patches) {
    const [subject, empty, explanation] = readFileSync(join(story, patch), "utf8").split("\n");
    expect(subject).toMatch(/^[A-Z].{10,70}[^.]$/);
    expect(empty).toBe("");
    expect(explanation).toMatch(/\w.*\.$/);
  }
});
