import type { ViewType } from "@slipway/contract";
import type { Comparison, Filter, OrderTerm } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";
import type { Page } from "../searching/page.js";
import { toSql } from "../searching/to-sql.js";
import { STAGES_OF_VIEW } from "../validation/lifecycle.js";
import { parseExperimentIds } from "./experiment-id.js";
import type { ExperimentRow } from "./experiment-store.js";

export interface ExperimentQuery {
  /** All of them must hold. */
  conjuncts: Filter[];
  order: OrderTerm[];
  view: ViewType;
  page: Page;
}

/** The experiments of a page, and one beyond it when there are more. Ordered as MLflow orders them. */
export function selectExperiments(
  db: Db,
  dialect: Dialect,
  { conjuncts, order, view, page }: ExperimentQuery,
): Promise<ExperimentRow[]> {
  let query = db
    .selectFrom("experiments as e")
    .selectAll()
    .where("e.workspace", "=", "default")
    .where("e.lifecycle_stage", "in", STAGES_OF_VIEW[view]);
  for (const filter of conjuncts)
    query = query.where(toSql(filter, (comparison) => condition(dialect, comparison)));
  for (const { key, ascending } of withTieBreak(order))
    query = query.orderBy(sql.ref(`e.${key}`), ascending ? "asc" : "desc");
  return query
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
}

type Term = Pick<OrderTerm, "key" | "ascending">;

function withTieBreak(order: OrderTerm[]): Term[] {
  if (order.length === 0)
    return [
      { key: "creation_time", ascending: false },
      { key: "experiment_id", ascending: true },
    ];
  if (order.some((term) => term.key === "experiment_id")) return order;
  return [...order, { key: "experiment_id", ascending: false }];
}

function condition(dialect: Dialect, comparison: Comparison): RawBuilder<SqlBool> {
  const { entity, key, comparator } = comparison;
  if (entity === "attribute") return compareAttribute(dialect, comparison);
  const tag = sql`SELECT 1 FROM experiment_tags AS t WHERE t.experiment_id = e.experiment_id AND t.key = ${key}`;
  if (comparator === "IS NULL") return sql<SqlBool>`NOT EXISTS (${tag})`;
  if (comparator === "IS NOT NULL") return sql<SqlBool>`EXISTS (${tag})`;
  return sql<SqlBool>`EXISTS (${tag} AND ${compare(dialect, sql.ref("t.value"), comparison)})`;
}

function compareAttribute(dialect: Dialect, { key, comparator, value }: Comparison): RawBuilder<SqlBool> {
  const column = sql.ref(`e.${key}`);
  if (key !== "experiment_id") return compare(dialect, column, { comparator, value });
  const ids = parseExperimentIds(Array.isArray(value) ? value : [String(value)]);
  const found = dialect.oneOf(column, ids);
  return comparator === "=" || comparator === "IN" ? found : sql<SqlBool>`NOT ${found}`;
}
