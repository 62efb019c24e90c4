import { ApiError, LIMITS } from "@slipway/contract";
import { limitParts } from "../searching/parse-search.js";

/** Keys to read, or all there are. */
export type Keys = "all" | readonly string[];

/** What is read of runs besides what is known of each without its data. */
export interface RunFields {
  metrics: Keys;
  params: Keys;
  tags: Keys;
  inputs: "all" | "datasets" | "none";
  outputs: boolean;
  /** How many children there are. */
  children: boolean;
}

export const ALL_FIELDS: RunFields = {
  metrics: "all",
  params: "all",
  tags: "all",
  inputs: "all",
  outputs: true,
  children: false,
};

const KEYED = /^(metrics|params|tags)\.(.+)$/s;

/** Reads the `fields` of a search; none is what MLflow's searches answer. @throws ApiError INVALID_PARAMETER_VALUE for a name that is none */
export function readFields(names: readonly string[]): RunFields {
  if (names.length === 0) return { ...ALL_FIELDS, inputs: "datasets" };
  limitParts("fields", "names", LIMITS.search.fields, names.length);
  const keys = { metrics: new Set<string>(), params: new Set<string>(), tags: new Set<string>() };
  for (const name of names) {
    const [, kind, key = ""] = KEYED.exec(name) ?? [];
    if (kind !== undefined) keys[kind as keyof typeof keys].add(key);
    else if (!["info", "inputs", "outputs", "children"].includes(name)) throw unknownField(name);
  }
  return {
    metrics: keysIn(keys.metrics),
    params: keysIn(keys.params),
    tags: keysIn(keys.tags),
    inputs: names.includes("inputs") ? "all" : "none",
    outputs: names.includes("outputs"),
    children: names.includes("children"),
  };
}

const keysIn = (keys: Set<string>): Keys => (keys.has("*") ? "all" : [...keys]);

const unknownField = (name: string) =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value '${name.slice(0, 200)}' in 'fields'. Expected info, inputs, outputs, children, or metrics., params. or tags. ` +
      "followed by a key or by * for all.",
  );
