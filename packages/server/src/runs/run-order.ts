import type { OrderTerm } from "@slipway/search";
import { type RawBuilder, sql } from "kysely";

/** What a statement needs for its order: joins of the values, and the terms of ORDER BY. */
export interface Ordering {
  joins: RawBuilder<unknown>[];
  terms: RawBuilder<unknown>[];
}

const TABLES = { metric: "latest_metrics", param: "params", tag: "tags" } as const;

/** The order of runs `r`, where any value may be missing. */
export function runOrder(order: readonly OrderTerm[]): Ordering {
  const each = order.map((term, index) => orderTerm(term, `o${index}`));
  return {
    joins: each.flatMap(({ joins }) => joins),
    terms: [...each.flatMap(({ terms }) => terms), ...tieBreak(order)],
  };
}

/** The same where the first term is a metric that `o0` has joined already, and that is a number. */
export function metricOrder(order: readonly OrderTerm[]): Ordering {
  const [first, ...rest] = order;
  const each = rest.map((term, index) => orderTerm(term, `o${index + 1}`));
  return {
    joins: each.flatMap(({ joins }) => joins),
    terms: [
      sql`o0.value ${direction(first?.ascending)}`,
      ...each.flatMap(({ terms }) => terms),
      ...tieBreak(order),
    ],
  };
}

function orderTerm({ entity, key, ascending }: OrderTerm, alias: string): Ordering {
  if (entity === "attribute" || entity === "dataset") {
    const column = sql.ref(`r.${COLUMNS[key] ?? key}`);
    return { joins: [], terms: [sql`${column} ${direction(ascending)} NULLS LAST`] };
  }
  const table = sql`${sql.table(TABLES[entity])} AS ${sql.ref(alias)}`;
  const run = sql.ref(`${alias}.run_uuid`);
  const value = sql.ref(`${alias}.value`);
  const sorted = sql`${value} ${direction(ascending)} NULLS LAST`;
  const joins = [sql`LEFT JOIN ${table} ON ${run} = r.run_uuid AND ${sql.ref(`${alias}.key`)} = ${key}`];
  if (entity !== "metric") return { joins, terms: [sorted] };
  const isNan = sql.ref(`${alias}.is_nan`);
  return {
    joins,
    terms: [sql`CASE WHEN ${isNan} = 1 THEN 1 WHEN ${value} IS NULL THEN 2 ELSE 0 END`, sorted],
  };
}

const COLUMNS: Record<string, string> = { run_id: "run_uuid", run_name: "name" };

const direction = (ascending = true) => (ascending ? sql`ASC` : sql`DESC`);

function tieBreak(order: readonly OrderTerm[]): RawBuilder<unknown>[] {
  const byTime = order.some(({ entity, key }) => entity === "attribute" && key === "start_time");
  const byId = sql`r.run_uuid`;
  return byTime ? [byId] : [sql`r.start_time DESC`, byId];
}
