import type { ComparedRow } from "../../../ui/compared/compared-rows.js";
import { groupBy } from "../../builds/group-by.js";
import { correlationOf, meanOf, ranksOf } from "../statistics.js";
import { numberOf } from "./compare-values.js";

/** Numbers with more values than this are put into this many parts. */
const PARTS = 5;

/** How much of a metric goes with one parameter. */
export interface Importance {
  key: string;
  /** Runs that have both. */
  runs: number;
  /** Values of the parameter, or parts of its range where it has many. */
  groups: number;
  /** From 0 to 1; undefined where the runs cannot tell: the parameter is the same in all, or its own in each. */
  share: number | undefined;
  /** Of a number: from -1 (the metric falls as it grows) to 1; undefined for texts. */
  rank: number | undefined;
}

/**
 * How much of a metric goes with each parameter on its own, the most first. The share is epsilon squared (Kelley, 1935):
 * the part of the metric's variance that lies between the parameter's values, as eta squared, less what as many groups
 * would explain by chance. A number of more than five values counts by five parts of as many runs each. The rank
 * correlation is Spearman's (1904). Neither proves a cause: parameters that were changed together share the credit.
 */
export function importanceOf(params: readonly ComparedRow[], metric: ComparedRow): Importance[] {
  return params
    .map((param) => importanceOfOne(param, metric))
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || Math.abs(b.rank ?? 0) - Math.abs(a.rank ?? 0));
}

function importanceOfOne({ key, cells }: ComparedRow, metric: ComparedRow): Importance {
  const pairs = cells.flatMap((cell, run) => {
    const value = numberOf(metric.cells[run]);
    return cell === undefined || value === undefined ? [] : [{ cell: String(cell), value }];
  });
  const numbers = pairs.flatMap(({ cell }) => numberOf(cell) ?? []);
  const numeric = numbers.length === pairs.length;
  const values = pairs.map(({ value }) => value);
  const names = numeric ? partsOf(numbers) : pairs.map(({ cell }) => cell);
  const groups = [...groupBy([...values.keys()], (place) => names[place] ?? "").values()];
  return {
    key,
    runs: pairs.length,
    groups: groups.length,
    share: epsilonSquared(groups.map((places) => places.map((place) => values[place] ?? 0))),
    rank: numeric ? correlationOf(ranksOf(numbers), ranksOf(values)) : undefined,
  };
}

/** The name of the part in which each number lies; equal numbers lie in the same. */
function partsOf(numbers: readonly number[]): string[] {
  if (new Set(numbers).size <= PARTS) return numbers.map(String);
  const parts = Math.min(PARTS, Math.floor(numbers.length / 2));
  return ranksOf(numbers).map((rank) => String(Math.floor(((rank - 0.5) / numbers.length) * parts)));
}

/** Epsilon squared of values in groups, at least 0; undefined for one group, and for one value in each. */
function epsilonSquared(groups: readonly (readonly number[])[]): number | undefined {
  const all = groups.flat();
  const mean = meanOf(all) ?? 0;
  const total = all.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (groups.length < 2 || all.length <= groups.length || total === 0) return undefined;
  const within = groups.reduce((sum, group) => {
    const own = meanOf(group) ?? 0;
    return sum + group.reduce((part, value) => part + (value - own) ** 2, 0);
  }, 0);
  return Math.max(0, 1 - within / (all.length - groups.length) / (total / (all.length - 1)));
}
