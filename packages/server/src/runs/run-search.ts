import type { Int64, ViewType } from "@slipway/contract";
import type { Comparison, OrderTerm } from "@slipway/search";
import { type RawBuilder, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";
import type { Page } from "../searching/page.js";
import { STAGES_OF_VIEW } from "../validation/lifecycle.js";
import { runCondition } from "./run-condition.js";
import { metricOrder, type Ordering, runOrder } from "./run-order.js";
import type { RunRow } from "./run-store.js";

export interface RunQuery {
  experimentIds: Int64[];
  comparisons: Comparison[];
  order: OrderTerm[];
  view: ViewType;
  page: Page;
}

/**
 * The runs of a page, and one beyond it when there are more. Ordered as MLflow orders them: what lacks a value comes
 * last in both directions, NaN just before it; then newest first, then by id.
 */
export async function selectRuns(db: Db, dialect: Dialect, query: RunQuery): Promise<RunRow[]> {
  const [first] = query.order;
  if (first?.entity === "metric") {
    const { rows, complete } = await selectByMetric(db, dialect, query, first);
    if (complete) return rows;
  }
  return select(db, dialect, query, {
    from: sql`runs AS r`,
    conditions: query.comparisons.map((comparison) => runCondition(dialect, comparison)),
    ordering: runOrder(query.order),
  });
}

/**
 * Reads the runs along the index of one metric's values, and so stops at the page's end. Finds only runs whose metric
 * is a number: complete when the filter asks for one, or when they fill the page, as the others come after them.
 */
async function selectByMetric(db: Db, dialect: Dialect, query: RunQuery, term: OrderTerm) {
  const bounds = query.comparisons.filter((comparison) => bindsNumber(comparison, term.key));
  const others = query.comparisons.filter((comparison) => !bounds.includes(comparison));
  const rows = await select(db, dialect, query, {
    // The order of the two tables is the plan: CROSS JOIN keeps SQLite from turning it round.
    from: sql`latest_metrics AS o0 CROSS JOIN runs AS r`,
    conditions: [
      sql`o0.key = ${term.key} AND o0.is_nan = 0 AND r.run_uuid = o0.run_uuid`,
      ...bounds.map((comparison) => compare(dialect, sql.ref("o0.value"), comparison)),
      ...others.map((comparison) => runCondition(dialect, comparison)),
    ],
    ordering: metricOrder(query.order),
  });
  return { rows, complete: bounds.length > 0 || rows.length > query.page.limit };
}

const bindsNumber = ({ entity, key, comparator }: Comparison, metric: string) =>
  entity === "metric" && key === metric && comparator !== "!=";

interface Plan {
  from: RawBuilder<unknown>;
  conditions: readonly RawBuilder<unknown>[];
  ordering: Ordering;
}

async function select(
  db: Db,
  dialect: Dialect,
  { experimentIds, view, page }: RunQuery,
  { from, conditions, ordering }: Plan,
): Promise<RunRow[]> {
  const where = [
    dialect.oneOf(sql.ref("r.experiment_id"), experimentIds),
    sql`r.lifecycle_stage IN (${sql.join(STAGES_OF_VIEW[view])})`,
    ...conditions,
  ];
  const answer = await sql<RunRow>`
    SELECT r.* FROM ${from} ${sql.join(ordering.joins, sql` `)}
    WHERE ${sql.join(where, sql` AND `)}
    ORDER BY ${sql.join(ordering.terms)} LIMIT ${page.limit + 1} OFFSET ${page.offset}`.execute(db);
  return answer.rows;
}
