import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Report, slipwayFileSchema } from "@slipway/pipeline";
import {
  experimentGrammar,
  loggedModelGrammar,
  modelVersionGrammar,
  registeredModelGrammar,
  runGrammar,
} from "@slipway/search";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");

interface Schema {
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** The keys of a mapping, those of the mappings in it and of its lists included. */
const keysOf = ({ properties = {}, items }: Schema): string[] => [
  ...Object.entries(properties).flatMap(([key, schema]) => [key, ...keysOf(schema)]),
  ...(items ? keysOf(items) : []),
];

describe("the reference of slipway.yaml", () => {
  it("has the schema that files are checked with (node scripts/reference.js writes it)", () => {
    const { $schema, ...published } = JSON.parse(read("docs/reference/slipway.schema.json"));
    expect($schema).toContain("json-schema.org");
    expect(published).toEqual(JSON.parse(JSON.stringify(slipwayFileSchema())));
  });

  it("names every key", () => {
    const page = read("docs/reference/slipway-yaml.md");
    const keys = new Set(keysOf(slipwayFileSchema() as Schema));
    expect(keys.size).toBeGreaterThan(20);
    expect([...keys].filter((key) => !new RegExp(`\\b${key}\\b`).test(page))).toEqual([]);
  });
});

it("the schema of reports is the one that they are built by (node scripts/reference.js writes it)", () => {
  const { $schema, ...published } = JSON.parse(read("docs/reference/report.schema.json"));
  expect($schema).toContain("json-schema.org");
  expect(published).toEqual(JSON.parse(JSON.stringify(Report)));
});

describe("the reference of searching", () => {
  const page = read("docs/reference/search.md");

  it.each([runGrammar, experimentGrammar, registeredModelGrammar, modelVersionGrammar, loggedModelGrammar])(
    "names every key of a $name",
    ({ filter }) => {
      const fields = filter.flatMap(({ kind, prefixes: [prefix], fields: list }) =>
        list ? list.map(({ key }) => (kind === "attribute" ? key : `${prefix}.${key}`)) : [`${prefix}.`],
      );
      expect(fields.filter((key) => !page.includes(`\`${key}\``))).toEqual([]);
    },
  );
});

describe("the reference of the environment", () => {
  it("names every variable that the sources read, and no other", () => {
    const page = read("docs/reference/environment.md");
    const sources = ["cli", "pipeline", "sdk", "server"].flatMap((name) =>
      sourcesBelow(`packages/${name}/src`),
    );
    const text = sources.map(read).join("\n");
    const reads =
      /\b(?:env|environment)\.([A-Z][A-Z_]+)\b|"((?:MLFLOW|SLIPWAY|GITHUB|GITLAB|CIRCLE|BUILD|BITBUCKET)_[A-Z_]+)"/g;
    const used = new Set([...text.matchAll(reads)].map(([, dotted, quoted]) => dotted ?? quoted ?? ""));
    // Names of people's accounts on their machine, and GitHub's token, which is only masked.
    for (const name of ["USER", "USERNAME", "GITHUB_TOKEN"]) used.delete(name);
    expect(used.size).toBeGreaterThan(30);
    expect([...used].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    const named = [...page.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g)].map(([, name]) => name ?? "");
    // Node and Python read these two.
    const ours = named.filter((name) => !["NODE_EXTRA_CA_CERTS"].includes(name));
    expect(ours.filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe("links between pages", () => {
  const pages = ["README.md", ...markdownBelow("docs"), ...markdownBelow("examples"), ...readmes()];

  it.each(pages)("%s leads to what exists", (page) => {
    const targets = [...read(page).matchAll(/\]\((?!\w+:)([^)#]+)(?:#[^)]*)?\)/g)].map(
      ([, target]) => target ?? "",
    );
    expect(targets.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });
});

function sourcesBelow(folder: string): string[] {
  return filesBelow(folder).filter((name) => name.endsWith(".ts") && !/\.test\.|\/testing\//.test(name));
}

function markdownBelow(folder: string): string[] {
  return filesBelow(folder).filter((name) => name.endsWith(".md"));
}

function readmes(): string[] {
  return readdirSync(join(root, "packages"))
    .map((name) => `packages/${name}/README.md`)
    .filter((name) => existsSync(join(root, name)));
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name).replaceAll("\\", "/"))
    .filter((name) => !/\/(node_modules|dist)\//.test(name));
}
