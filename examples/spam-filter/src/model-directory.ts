import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Mail } from "./mail.js";
import type { SpamFilter } from "./spam-filter.js";

/** The name under which `MLmodel` describes a model of this project. */
export const flavor = "slipway_spam_filter";

// Raise it when older code could no longer read what is saved; loadFilter must go on reading every earlier format.
const currentFormat = 1;

const modelFile = "model.json";
const exampleFile = "input_example.json";

const signature = {
  inputs: JSON.stringify([{ type: "string", name: "body", required: true }]),
  outputs: JSON.stringify([{ type: "double", name: "score", required: true }]),
};

/** What a program needs besides this project's code to use a model: the package manifest of an environment. */
function environment(): object {
  const yaml: { version: string } = createRequire(import.meta.url)("yaml/package.json");
  return {
    private: true,
    type: "module",
    engines: { node: process.versions.node },
    dependencies: { yaml: yaml.version },
  };
}

/** Writes a filter as an MLflow model: `MLmodel`, the model itself, an input example and the environment. */
export function saveFilter(directory: string, filter: SpamFilter, example: Mail): void {
  const description = {
    flavors: { [flavor]: { format: currentFormat, data: modelFile, environment: "package.json" } },
    signature,
    saved_input_example_info: { artifact_path: exampleFile, type: "json_object" },
    utc_time_created: new Date().toISOString().replace("T", " ").replace("Z", ""),
  };
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "MLmodel"), stringify(description));
  writeFileSync(join(directory, modelFile), JSON.stringify(filter));
  writeFileSync(join(directory, exampleFile), JSON.stringify({ body: example.body }, null, 2));
  writeFileSync(join(directory, "package.json"), JSON.stringify(environment(), null, 2));
}

/** Reads a filter that this or any earlier version of the project saved. */
export function loadFilter(directory: string): SpamFilter {
  const description = parse(readFileSync(join(directory, "MLmodel"), "utf8"));
  const ours = description?.flavors?.[flavor];
  if (!ours)
    throw new Error(`${join(directory, "MLmodel")} has no flavor ${flavor}: not a model of this project`);
  if (ours.format !== currentFormat) {
    throw new Error(`${directory} has format ${ours.format}; this code reads format ${currentFormat} only`);
  }
  return JSON.parse(readFileSync(join(directory, modelFile), "utf8"));
}
