import type { Run } from "@slipway/contract";
import { type KnownKeys, parseOrderBy, printKey, runGrammar, SearchError } from "@slipway/search";
import { valuesOf } from "./run-values.js";

/** Columns that every run has, by the name that the address gives them. */
export const ATTRIBUTES = {
  status: "Status",
  start: "Started",
  duration: "Duration",
  user: "User",
  source: "Source",
  commit: "Commit",
  id: "Run ID",
} as const;
export type Attribute = keyof typeof ATTRIBUTES;

const USUAL: readonly Attribute[] = ["status", "start", "duration"];
/** How many metrics, and how many params, are shown until someone chooses. */
const FEW = 8;

/** A metric, param or tag as a column: `metrics.accuracy`. */
export interface KeyColumn {
  kind: "metrics" | "params" | "tags";
  key: string;
}

/** Longer values, and more of them, help nobody who writes a filter. */
const LONGEST_VALUE = 100;
const MOST_VALUES = 50;

/** The keys that runs use, each once, and the values of params and tags. */
export function keysOf(runs: readonly Run[]): KnownKeys & Required<Pick<KnownKeys, "values">> {
  const metric = new Set<string>();
  const values = { param: new Map<string, Set<string>>(), tag: new Map<string, Set<string>>() };
  const add = (to: Map<string, Set<string>>, pairs: ReadonlyMap<string, string>) => {
    for (const [key, value] of pairs) {
      const known = to.get(key) ?? new Set<string>();
      to.set(key, known);
      if (value.length <= LONGEST_VALUE && known.size < MOST_VALUES) known.add(value);
    }
  };
  for (const run of runs) {
    const { metrics, params, tags } = valuesOf(run);
    for (const key of metrics.keys()) metric.add(key);
    add(values.param, params);
    add(values.tag, tags);
  }
  const listed = (of: Map<string, Set<string>>) => new Map([...of].map(([key, known]) => [key, [...known]]));
  return {
    metric: [...metric].sort(),
    param: [...values.param.keys()].sort(),
    tag: [...values.tag.keys()].sort(),
    values: { param: listed(values.param), tag: listed(values.tag) },
  };
}

/** The columns that are shown until someone chooses others. */
export function usualColumns(keys: KnownKeys): string[] {
  // Those of the machine are many, and rarely what runs are compared by.
  const metrics = keys.metric.filter((key) => !key.startsWith("system/"));
  return [
    ...USUAL,
    ...metrics.slice(0, FEW).map((key) => `metrics.${key}`),
    ...keys.param.slice(0, FEW).map((key) => `params.${key}`),
  ];
}

/** Puts every key of a kind in the place of its `*`, but for those that are named themselves. */
export function expandColumns(names: readonly string[], keys: KnownKeys): string[] {
  const all: Record<string, readonly string[]> = {
    "metrics.*": keys.metric.map((key) => `metrics.${key}`),
    "params.*": keys.param.map((key) => `params.${key}`),
    "tags.*": keys.tag.map((key) => `tags.${key}`),
  };
  const named = new Set(names);
  const expanded = names.flatMap((name) => all[name]?.filter((key) => !named.has(key)) ?? [name]);
  return [...new Set(expanded)].filter((name) => name in ATTRIBUTES || readKeyColumn(name));
}

/** Adds a column beside the last of its kind, or takes it away. */
export function toggleColumn(names: readonly string[], name: string): string[] {
  if (names.includes(name)) return names.filter((other) => other !== name);
  const kind = readKeyColumn(name)?.kind;
  const last = names.findLastIndex((other) => readKeyColumn(other)?.kind === kind);
  return last < 0 ? [...names, name] : names.toSpliced(last + 1, 0, name);
}

/** Reads the name of a column; undefined for the name of an attribute. */
export function readKeyColumn(name: string): KeyColumn | undefined {
  const match = /^(metrics|params|tags)\.(.+)$/s.exec(name);
  return match ? { kind: match[1] as KeyColumn["kind"], key: match[2] ?? "" } : undefined;
}

/** What the server calls the column when it sorts; undefined where the language has no way to write the key. */
export function orderKeyOf({ kind, key }: KeyColumn): string | undefined {
  try {
    return `${kind}.${printKey(key)}`;
  } catch (error) {
    if (error instanceof SearchError) return undefined;
    throw error;
  }
}

/** The tags from which attributes are shown. */
const TAGS_BEHIND: Partial<Record<Attribute, string>> = {
  user: "mlflow.user",
  source: "mlflow.source.name",
  commit: "mlflow.source.git.commit",
};

/** The metric that an order_by key sorts by; undefined for any other key. */
export function metricOfOrder(orderKey: string): string | undefined {
  try {
    const [term] = parseOrderBy([orderKey], runGrammar);
    return term?.entity === "metric" ? term.key : undefined;
  } catch (error) {
    if (error instanceof SearchError) return undefined;
    throw error;
  }
}

/** What the server must answer of each run, so that these columns can be shown. */
export function fieldsOf(columns: readonly string[], others: readonly string[] = []): string[] {
  const behind = columns.flatMap((name) => TAGS_BEHIND[name as Attribute] ?? []);
  const keys = columns.filter((name) => readKeyColumn(name));
  return ["info", ...["mlflow.parentRunId", ...behind].map((tag) => `tags.${tag}`), ...keys, ...others];
}
