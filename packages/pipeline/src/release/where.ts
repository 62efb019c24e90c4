import type { Run } from "@slipway/contract";
import {
  type Comparison,
  comparisonsOf,
  conjunctsOf,
  type Filter,
  holds,
  parseFilter,
  printFilter,
  runGrammar,
  SearchError,
} from "@slipway/search";

/** A `where` in its two halves. */
export interface Where {
  /** Clauses on metrics: they hold of a configuration's mean, never of single lucky or unlucky runs. */
  metrics: WhereClause[];
  /** Clauses on params, tags, attributes and datasets: they hold of single runs. */
  runs: WhereClause[];
}

/** A part of a filter that must hold. */
export interface WhereClause {
  filter: Filter;
  /** The clause in the search language. */
  text: string;
}

/**
 * Reads a filter in the search language of runs.
 * @throws SearchError with the position of what is wrong, a clause that belongs to no half included.
 */
export function parseWhere(text: string): Where {
  const where: Where = { metrics: [], runs: [] };
  for (const filter of conjunctsOf(parseFilter(text, runGrammar)))
    where[halfOf(filter)].push({ filter, text: printFilter(filter) });
  return where;
}

function halfOf(filter: Filter): keyof Where {
  const comparisons = comparisonsOf(filter);
  const other = comparisons.find(
    ({ entity }) => (entity === "metric") !== (comparisons[0]?.entity === "metric"),
  );
  if (other === undefined) return comparisons[0]?.entity === "metric" ? "metrics" : "runs";
  throw new SearchError(
    "OR and NOT cannot mix metrics with anything else here: a metric is compared by a configuration's mean, " +
      "all else by single runs.",
    other.start,
    other.end - other.start,
  );
}

/** Whether the means of a configuration satisfy a clause on metrics; a metric without one satisfies no comparison. */
export const holdsOfMeans = (
  { filter }: WhereClause,
  meanOf: (metric: string) => number | undefined,
): boolean =>
  holds(filter, (comparison) => {
    const actual = meanOf(comparison.key);
    return actual !== undefined && holdsOfNumber(comparison, actual);
  });

/** NaN satisfies no comparison. */
function holdsOfNumber({ comparator, value }: Comparison, actual: number): boolean {
  const limit = Number(value);
  switch (comparator) {
    case "=":
      return actual === limit;
    case "!=":
      return actual !== limit && !Number.isNaN(actual);
    case ">":
      return actual > limit;
    case ">=":
      return actual >= limit;
    case "<":
      return actual < limit;
    case "<=":
      return actual <= limit;
    default:
      return false;
  }
}

/** Whether a run satisfies a clause on params, tags, attributes and datasets, as a search of runs decides it. */
export const holdsOfRun = ({ filter }: WhereClause, run: Run): boolean =>
  holds(filter, (comparison) => holdsOfValues(comparison, valuesOf(comparison, run)));

function holdsOfValues(comparison: Comparison, values: (string | number)[]): boolean {
  if (comparison.comparator === "IS NULL") return values.length === 0;
  if (comparison.comparator === "IS NOT NULL") return values.length > 0;
  // A key that a run does not have satisfies no comparison, not even `!=`.
  return values.some((actual) =>
    typeof actual === "number" ? holdsOfNumber(comparison, actual) : holdsOfText(comparison, actual),
  );
}

function holdsOfText({ comparator, value }: Comparison, actual: string): boolean {
  switch (comparator) {
    case "=":
      return actual === String(value);
    case "!=":
      return actual !== String(value);
    case "LIKE":
      return pattern(String(value), "su").test(actual);
    case "ILIKE":
      return pattern(String(value), "siu").test(actual);
    case "IN":
      return Array.isArray(value) && value.includes(actual);
    case "NOT IN":
      return Array.isArray(value) && !value.includes(actual);
    default:
      return false;
  }
}

/** SQL's wildcards: `%` for any text, `_` for one character. */
function pattern(like: string, flags: string): RegExp {
  const body = like
    .replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
    .replaceAll("%", ".*")
    .replaceAll("_", ".");
  return new RegExp(`^${body}$`, flags);
}

function valuesOf({ entity, key }: Comparison, run: Run): (string | number)[] {
  switch (entity) {
    case "param":
      return valuesAt(run.data.params, key);
    case "tag":
      return valuesAt(run.data.tags, key);
    case "dataset":
      return (run.inputs?.dataset_inputs ?? []).flatMap((input) =>
        key === "context"
          ? valuesAt(input.tags, "mlflow.data.context")
          : [key === "name" ? input.dataset.name : input.dataset.digest],
      );
    default:
      return attributeOf(run, key);
  }
}

const valuesAt = (pairs: readonly { key: string; value: string }[], key: string): string[] =>
  pairs.filter((pair) => pair.key === key).map(({ value }) => value);

function attributeOf({ info }: Run, key: string): (string | number)[] {
  const value: unknown = info[key as keyof typeof info];
  if (typeof value === "bigint") return [Number(value)];
  return typeof value === "string" || typeof value === "number" ? [value] : [];
}
