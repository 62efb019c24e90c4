import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { ModelOptions } from "@slipway/sdk";
import { parse } from "yaml";
import type { SpamFilter } from "./spam-filter.js";

/** The name under which the file `MLmodel` describes a model of this project. */
export const flavor = "slipway_spam_filter";

// Raise it when older code could no longer read what is stored; loadFilter must go on reading every earlier format.
const currentFormat = 1;

const modelFile = "model.json";
const environmentFile = "package.json";

const signature = {
  inputs: JSON.stringify([{ type: "string", name: "body", required: true }]),
  outputs: JSON.stringify([{ type: "double", name: "score", required: true }]),
};

/** What a program needs besides this project's code to use a model: the manifest of an npm environment. */
function environment(): object {
  const yaml: { version: string } = createRequire(import.meta.url)("yaml/package.json");
  return {
    private: true,
    type: "module",
    engines: { node: process.versions.node },
    dependencies: { yaml: yaml.version },
  };
}

/** A filter as an MLflow model, ready for the SDK's `logModel`, which writes `MLmodel` and the input example. */
export function modelOf(filter: SpamFilter, exampleBody: string) {
  return {
    flavors: { [flavor]: { format: currentFormat, data: modelFile, environment: environmentFile } },
    files: {
      [modelFile]: JSON.stringify(filter),
      [environmentFile]: JSON.stringify(environment(), null, 2),
    },
    modelType: "classifier",
    signature,
    inputExample: { body: exampleBody },
  } satisfies Omit<ModelOptions, "name">;
}

/** Reads a filter that this or any earlier version of the project stored, from the folder of its MLflow model. */
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
