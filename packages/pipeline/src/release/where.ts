import type { Run } from "@slipway/contract";
import { type Comparison, type Filter, parseFilter, runGrammar } from "@slipway/search";

/** A `where` in its two halves. */
export interface Where {
  /** Clauses on metrics: they hold of a configuration's mean, never of single lucky or unlucky runs. */
  metrics: WhereClause[];
  /** Clauses on params, tags, attributes and datasets: they hold of single runs. */
  runs: WhereClause[];
}

export interface WhereClause extends Comparison {
  /** The clause as it was written. */
  text: string;
}

/**
 * Reads a filter in MLflow's search language.
 * @throws SearchError with the position of what is wrong.
 */
export function parseWhere(text: string): Where {
  const clauses = flatten(parseFilter(text, runGrammar)).map((comparison) => ({
    ...comparison,
    text: text.slice(comparison.start, comparison.end),
  }));
  return {
    metrics: clauses.filter(({ entity }) => entity === "metric"),
    runs: clauses.filter(({ entity }) => entity !== "metric"),
  };
}

const flatten = (filter: Filter | undefined): Comparison[] => {
  if (!filter) return [];
  return filter.type === "and" ? filter.operands.flatMap(flatten) : [filter];
};

/** Whether a number satisfies a clause on a metric. NaN satisfies none. */
export function holdsOfNumber({ comparator, value }: Comparison, actual: number): boolean {
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

/** Whether a run satisfies a clause on a param, a tag, an attribute or a dataset, as MLflow's search decides it. */
export function holdsOfRun(clause: Comparison, run: Run): boolean {
  const values = valuesOf(clause, run);
  if (clause.comparator === "IS NULL") return values.length === 0;
  if (clause.comparator === "IS NOT NULL") return values.length > 0;
  // A key that a run does not have satisfies no comparison, not even `!=`.
  return values.some((actual) =>
    typeof actual === "number" ? holdsOfNumber(clause, actual) : holdsOfText(clause, actual),
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
