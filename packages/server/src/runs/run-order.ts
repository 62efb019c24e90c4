import type { OrderTerm } from "@slipway/search";
import { type RawBuilder, sql } from "kysely";
import type { Dialect } from "../database/dialects/index.js";
import { keyValuesOf } from "./run-values.js";

/** What a statement needs for its order: joins of the values, and the terms of ORDER BY. */
export interface Ordering {
  joins: RawBuilder<unknown>[];
  terms: RawBuilder<unknown>[];
}

/** The order of runs `r`, where any value may be missing. */
export function runOrder(dialect: Dialect, order: readonly OrderTerm[]): Ordering {
  const each = order.map((term, index) => orderTerm(dialect, term, `o${index}`));
  return {
    joins: each.flatMap(({ joins }) => joins),
    terms: [...each.flatMap(({ terms }) => terms), ...tieBreak(order)],
  };
}

/** The same where `o` has the values of the first term already, and none of them is missing. */
export function alongOrder(dialect: Dialect, order: readonly OrderTerm[]): Ordering {
  const [first, ...rest] = order;
  const { joins, terms } = runOrder(dialect, rest);
  return { joins, terms: [sql`o.value ${direction(first?.ascending)}`, ...terms] };
}

function orderTerm(dialect: Dialect, { entity, key, ascending }: OrderTerm, alias: string): Ordering {
  const values = keyValuesOf(entity, key);
  if (!values) {
    const column = key === "duration" ? DURATION : sql.ref(`r.${COLUMNS[key] ?? key}`);
    return { joins: [], terms: [dialect.nullsLast(column, ascending)] };
  }
  const table = sql`${sql.table(values.table)} AS ${sql.ref(alias)}`;
  const run = sql.ref(`${alias}.run_uuid`);
  const value = sql.ref(`${alias}.value`);
  const sorted = dialect.nullsLast(value, ascending);
  const joins = [sql`LEFT JOIN ${table} ON ${run} = r.run_uuid AND ${sql.ref(`${alias}.key`)} = ${key}`];
  if (entity !== "metric") return { joins, terms: [sorted] };
  const isNan = sql.ref(`${alias}.is_nan`);
  return {
    joins,
    terms: [sql`CASE WHEN ${isNan} = ${1} THEN 1 WHEN ${value} IS NULL THEN 2 ELSE 0 END`, sorted],
  };
}

const COLUMNS: Record<string, string> = { run_id: "run_uuid", run_name: "name" };

/** Of a run that has ended. An end at 0 is none. */
const DURATION = sql`(NULLIF(r.end_time, 0) - r.start_time)`;

const direction = (ascending = true) => (ascending ? sql`ASC` : sql`DESC`);

function tieBreak(order: readonly OrderTerm[]): RawBuilder<unknown>[] {
  const byTime = order.some(({ entity, key }) => entity === "attribute" && key === "start_time");
  const byId = sql`r.run_uuid`;
  return byTime ? [byId] : [sql`r.start_time DESC`, byId];
}
