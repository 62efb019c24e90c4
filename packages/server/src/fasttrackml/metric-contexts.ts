import type { Db } from "../database/db.js";
import { rowsOf, textOf } from "./read-rows.js";

/** What each context, by its id, adds to a metric's name; no two add the same. */
export async function contextSuffixes(source: Db): Promise<ReadonlyMap<string, string>> {
  const suffixes = new Map<string, string>();
  for (const { id, json } of await rowsOf(source, "contexts")) {
    const suffix = suffixOf(typeof json === "string" ? JSON.parse(json) : json);
    const isTaken = [...suffixes.values()].includes(suffix);
    suffixes.set(textOf(id), isTaken ? `${suffix}/context:${id}` : suffix);
  }
  return suffixes;
}

/**
 * A context as the end of a metric's name: `{"subset": "train"}` is `/subset:train`. What MLflow does not take in a
 * name is `_`.
 */
export function suffixOf(context: unknown): string {
  if (typeof context !== "object" || context === null) return "";
  return Object.entries(context)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([name, value]) =>
        `/${clean(name)}:${clean(typeof value === "string" ? value : JSON.stringify(value))}`,
    )
    .join("");
}

const clean = (text: string) => text.replaceAll(/[^\w. -]/g, "_");
