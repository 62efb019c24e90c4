import type { Int64, ViewType } from "@slipway/contract";
import type { Comparison, Filter, OrderTerm } from "@slipway/search";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Page } from "../searching/page.js";
import { STAGES_OF_VIEW } from "../validation/lifecycle.js";
import { hasNoParent } from "./nested-runs.js";
import { runCondition } from "./run-condition.js";
import { alongOrder, type Ordering, runOrder } from "./run-order.js";
import type { RunRow } from "./run-store.js";
import {
  comparedValues,
  type Few,
  findFewest,
  type KeyValues,
  keyValuesOf,
  valuesFitting,
} from "./run-values.js";

export interface RunQuery {
  experimentIds: Int64[] | "all";
  /** All of them must hold. */
  conjuncts: Filter[];
  order: OrderTerm[];
  view: ViewType;
  /** Only those whose parent is not among the runs searched. */
  topLevel: boolean;
  page: Page;
}

/**
 * The runs of a page, and one beyond it when there are more. Ordered as MLflow orders them: what lacks a value comes
 * last in both directions, NaN just before it; then newest first, then by id.
 *
 * One of three plans: from the few rows that a comparison leaves; along the index of the values that the order begins
 * with, up to the page's end; or through the runs, newest first.
 */
export async function selectRuns(db: Db, dialect: Dialect, query: RunQuery): Promise<RunRow[]> {
  const few = await findFewest(db, dialect, query.conjuncts);
  if (few) return select(db, dialect, query, fromFew(dialect, query, few));
  const [first] = query.order;
  const values = first && keyValuesOf(first.entity, first.key);
  if (values) {
    const { plan, complete } = alongIndex(dialect, query, values);
    const rows = await select(db, dialect, query, plan);
    if (complete || rows.length > query.page.limit) return rows;
  }
  return select(db, dialect, query, fromRuns(dialect, query));
}

/** How many runs there are on all pages. */
export async function countRuns(db: Db, dialect: Dialect, query: RunQuery): Promise<Int64> {
  const few = await findFewest(db, dialect, query.conjuncts);
  const { from, conditions } = few ? fromFew(dialect, query, few) : fromRuns(dialect, query);
  const answer = await sql<{ n: Int64 }>`
    SELECT count(*) AS n FROM ${from} WHERE ${allOf(dialect, query, conditions)}`.execute(db);
  return answer.rows[0]?.n ?? 0;
}

interface Plan {
  from: RawBuilder<unknown>;
  conditions: readonly RawBuilder<unknown>[];
  ordering: Ordering;
}

const fromRuns = (dialect: Dialect, { conjuncts, order }: RunQuery): Plan => ({
  from: sql`runs AS r`,
  conditions: conjuncts.map((filter) => runCondition(dialect, filter)),
  ordering: runOrder(dialect, order),
});

// The order of the two tables is the plan: CROSS JOIN keeps SQLite from turning it round.
const fromValues = ({ table }: KeyValues) => sql`${sql.table(table)} AS o CROSS JOIN runs AS r`;
const ofRun = ({ key }: KeyValues) => sql`o.key = ${key} AND r.run_uuid = o.run_uuid`;

function fromFew(dialect: Dialect, { conjuncts, order }: RunQuery, { comparison: few, values }: Few): Plan {
  const others = conjuncts.filter((filter) => filter !== few);
  return {
    from: fromValues(values),
    conditions: [
      ofRun(values),
      valuesFitting(dialect, values, few),
      ...others.map((filter) => runCondition(dialect, filter)),
    ],
    ordering: runOrder(dialect, order),
  };
}

/**
 * Finds only runs that have the value, and as a number if it is a metric. They come before all others, so this is
 * complete when the filter asks for them, or when they fill the page.
 */
function alongIndex(dialect: Dialect, { conjuncts, order }: RunQuery, values: KeyValues) {
  const binding = conjuncts.filter((filter) => filter.type === "comparison").filter(bindsValue(values));
  const others = conjuncts.filter((filter) => !binding.some((bound) => bound === filter));
  const plan: Plan = {
    from: fromValues(values),
    conditions: [
      ofRun(values),
      values.table === "latest_metrics" ? sql`o.is_nan = ${0}` : sql`o.value IS NOT NULL`,
      ...binding.map((comparison) => valuesFitting(dialect, values, comparison)),
      ...others.map((filter) => runCondition(dialect, filter)),
    ],
    ordering: alongOrder(dialect, order),
  };
  return { plan, complete: binding.length > 0 };
}

/** Whether a comparison holds only for runs that have this value (`!=` holds for NaN too). */
const bindsValue =
  ({ table, key }: KeyValues) =>
  (comparison: Comparison): boolean => {
    const { comparator } = comparison;
    const compared = comparedValues(comparison);
    if (compared?.table !== table || compared.key !== key) return false;
    if (comparator === "IS NULL" || comparator === "IS NOT NULL") return false;
    return table !== "latest_metrics" || comparator !== "!=";
  };

async function select(
  db: Db,
  dialect: Dialect,
  query: RunQuery,
  { from, conditions, ordering }: Plan,
): Promise<RunRow[]> {
  const { limit, offset } = query.page;
  const answer = await sql<RunRow>`
    SELECT r.* FROM ${from} ${sql.join(ordering.joins, sql` `)}
    WHERE ${allOf(dialect, query, conditions)}
    ORDER BY ${sql.join(ordering.terms)} LIMIT ${limit + 1} OFFSET ${offset}`.execute(db);
  return answer.rows;
}

function allOf(dialect: Dialect, query: RunQuery, conditions: Plan["conditions"]) {
  const where = [
    ...amongSearched(dialect, query, "r"),
    ...conditions,
    ...(query.topLevel ? [hasNoParent(sql.join(amongSearched(dialect, query, "p"), sql` AND `))] : []),
  ];
  return sql.join(where, sql` AND `);
}

/** Of a table of runs, those in the experiments and stages that are searched. */
const amongSearched = (dialect: Dialect, { experimentIds, view }: RunQuery, runs: "r" | "p") => [
  ...(experimentIds === "all" ? [] : [dialect.oneOf(sql.ref(`${runs}.experiment_id`), experimentIds)]),
  sql`${sql.ref(`${runs}.lifecycle_stage`)} IN (${sql.join(STAGES_OF_VIEW[view])})`,
];
