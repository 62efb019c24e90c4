import type { Run } from "@slipway/contract";
import { cellOf, labelOf, repeatKeysOf } from "../../builds/configurations.js";
import { groupBy } from "../../builds/group-by.js";
import { nameOf, valuesOf } from "../run-values.js";

/** Parameters in which the repeats of a configuration differ, where no build says which they are. */
const SEEDS = new Set(["seed", "random_seed", "random_state", "rng_seed", "manual_seed", "repeat", "fold"]);

/** What runs are put together by: each on its own, by configuration, or by a parameter (`params.c`). */
export type GroupKey = "run" | "configuration" | `params.${string}`;

/** Runs that belong together. */
export interface RunGroup {
  label: string;
  /** Where they stand among the runs. */
  places: number[];
}

/** Reads the part of an address that says what runs are put together by. */
export const readGroupKey = (by: string | undefined): GroupKey | undefined =>
  by === "run" || by === "configuration" || by?.startsWith("params.") ? (by as GroupKey) : undefined;

/**
 * Runs by what they have in common, in the order in which each group first comes. A configuration is the cell of a
 * build's matrix without what the build repeats over; of a run that no build made, its parameters without seeds.
 */
export function groupRuns(runs: readonly Run[], by: GroupKey): RunGroup[] {
  if (by === "run") return runs.map((run, place) => ({ label: nameOf(run), places: [place] }));
  const values = runs.map((run) =>
    by === "configuration" ? configurationOf(run) : paramOf(run, by.slice(7)),
  );
  const told = keysThatDiffer(values);
  const groups = groupBy([...values.keys()], (place) => JSON.stringify(entriesOf(values[place] ?? {})));
  return [...groups.values()].map((places) => {
    const all = values[places[0] ?? 0] ?? {};
    const own = Object.fromEntries(Object.entries(all).filter(([key]) => told.has(key)));
    return { label: Object.keys(own).length > 0 ? labelOf(own) : "all runs", places };
  });
}

/** Of each run, which group it belongs to. */
export function placesOf(groups: readonly RunGroup[]): number[] {
  const of: number[] = [];
  groups.forEach(({ places }, group) => {
    for (const place of places) of[place] = group;
  });
  return of;
}

/** Whether any two runs are of the same configuration, so that there is something to put together. */
export const hasRepeats = (runs: readonly Run[]): boolean =>
  groupRuns(runs, "configuration").some(({ places }) => places.length > 1);

function configurationOf(run: Run): Record<string, string> {
  const cell = cellOf(run);
  const [values, repeats] =
    Object.keys(cell).length > 0
      ? [cell, new Set(repeatKeysOf(run))]
      : [Object.fromEntries(valuesOf(run).params), SEEDS];
  return Object.fromEntries(entriesOf(values).filter(([key]) => !repeats.has(key)));
}

const paramOf = (run: Run, key: string): Record<string, string> => ({
  [key]: valuesOf(run).params.get(key) ?? "(none)",
});

const entriesOf = (values: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));

function keysThatDiffer(values: readonly Readonly<Record<string, string>>[]): Set<string> {
  const keys = new Set(values.flatMap((one) => Object.keys(one)));
  const first = values[0] ?? {};
  return new Set([...keys].filter((key) => values.some((one) => one[key] !== first[key])));
}
