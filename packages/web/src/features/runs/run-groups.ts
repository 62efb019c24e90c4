import type { Run } from "@slipway/contract";
import { cellOf, labelOf, repeatKeysOf } from "../builds/configurations.js";
import { groupBy } from "../builds/group-by.js";
import { readKeyColumn } from "./run-columns.js";
import { valuesOf } from "./run-values.js";
import { meanOf, spreadOf } from "./statistics.js";

/** Runs that share what they are grouped by. */
export interface RunGroup {
  /** The id of its oldest run, which stays the same when others join. */
  id: string;
  title: string;
  runs: readonly Run[];
}

/** A metric over the finished runs of a group that have logged it. */
export interface MetricSummary {
  count: number;
  mean: number;
  /** Sample standard deviation; undefined for fewer than two. */
  spread: number | undefined;
  least: number;
  most: number;
}

/** Groups runs that differ in nothing but their seed. */
export const BY_CONFIGURATION = "configuration";

type Values = Readonly<Record<string, string>>;

/** Params that say how chance begins, by the names that libraries give them. */
const SEED = /(?:^|[._-])seed$|random[._-]?(?:seed|state)$/i;

/**
 * What a run was made with, without what is repeated over: the cell of its build's matrix as its tags tell, else all
 * its params but the seeds.
 */
export function configurationOf(run: Run): Values {
  const cell = Object.entries(cellOf(run));
  if (cell.length > 0) {
    const repeated = repeatKeysOf(run);
    return Object.fromEntries(cell.filter(([key]) => !repeated.includes(key)));
  }
  const params = [...valuesOf(run).params].filter(([key]) => !SEED.test(key));
  return Object.fromEntries(params.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What of each run must be known beside its columns to group them. */
export function fieldsToGroup(by: string): string[] {
  return by === BY_CONFIGURATION ? ["params.*", "tags.*"] : [by];
}

/** Groups runs by a param, a tag or their configuration, in the order in which the groups' first runs come. */
export function groupRuns(runs: readonly Run[], by: string): RunGroup[] {
  if (by === BY_CONFIGURATION) return groupByConfiguration(runs);
  const column = readKeyColumn(by);
  const textOf = (run: Run) => (column ? valuesOf(run)[column.kind].get(column.key) : undefined);
  const groups = groupBy(runs, (run) => JSON.stringify(textOf(run) ?? null));
  return [...groups.values()].map((members) => {
    const value = members[0] && textOf(members[0]);
    return groupOf(members, value === undefined ? "not set" : `${column?.key} = ${value}`);
  });
}

function groupByConfiguration(runs: readonly Run[]): RunGroup[] {
  const known = new Map(runs.map((run) => [run, configurationOf(run)]));
  const groups = [...groupBy(runs, (run) => JSON.stringify(known.get(run))).values()];
  const configurations = groups.map(([first]) => (first && known.get(first)) ?? {});
  const told = differing(configurations);
  return groups.map((members, index) => {
    const entries = Object.entries(configurations[index] ?? {});
    const own = entries.filter(([key]) => told.has(key));
    const title = own.length > 0 ? labelOf(Object.fromEntries(own)) : "the same in all";
    return groupOf(members, entries.length > 0 ? title : "no parameters");
  });
}

/** The keys in which some differ; all of the only one's. */
function differing(all: readonly Values[]): Set<string> {
  const keys = new Set(all.flatMap((values) => Object.keys(values)));
  if (all.length === 1) return keys;
  return new Set([...keys].filter((key) => new Set(all.map((values) => values[key])).size > 1));
}

function groupOf(runs: readonly Run[], title: string): RunGroup {
  const startOf = ({ info }: Run) => Number(info.start_time ?? 0);
  const oldest = runs.reduce((first, run) => (startOf(run) < startOf(first) ? run : first));
  return { id: oldest.info.run_id, title, runs };
}

const known = new WeakMap<RunGroup, Map<string, MetricSummary | undefined>>();

/** Mean and spread of a metric over the finished runs of a group; undefined where none has logged it. */
export function summaryOf(group: RunGroup, key: string): MetricSummary | undefined {
  const found = known.get(group) ?? new Map<string, MetricSummary | undefined>();
  known.set(group, found);
  if (!found.has(key)) found.set(key, summarize(group, key));
  return found.get(key);
}

function summarize({ runs }: RunGroup, key: string): MetricSummary | undefined {
  const finished = runs.filter(({ info }) => info.status === "FINISHED");
  const values = finished.flatMap((run) => valuesOf(run).metrics.get(key) ?? []);
  const mean = meanOf(values);
  if (mean === undefined) return undefined;
  const spread = spreadOf(values, mean);
  return { count: values.length, mean, spread, least: Math.min(...values), most: Math.max(...values) };
}

/** Sorts groups by the means of a metric, those without one last. Any other order is that of their first runs. */
export function sortGroups(
  groups: readonly RunGroup[],
  metric: string | undefined,
  descending: boolean,
): RunGroup[] {
  if (metric === undefined) return [...groups];
  const sign = descending ? -1 : 1;
  const rank = (group: RunGroup) => {
    const mean = summaryOf(group, metric)?.mean;
    return mean === undefined || Number.isNaN(mean) ? Number.POSITIVE_INFINITY : sign * mean;
  };
  return groups.toSorted((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? 0 : first - second;
  });
}
