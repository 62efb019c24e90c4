import { type endpoints, type Int64, LOGGED_MODEL_STATUSES, type RequestOf } from "@slipway/contract";
import type { Comparison, Filter } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";
import type { Page } from "../searching/page.js";
import { toSql } from "../searching/to-sql.js";
import type { ModelOrderTerm } from "./logged-model-order.js";
import type { LoggedModelRow } from "./logged-model-store.js";

type DatasetFilter = RequestOf<typeof endpoints.loggedModels.search>["datasets"][number];

export interface LoggedModelQuery {
  experimentIds: Int64[];
  /** All of them must hold. */
  conjuncts: Filter[];
  datasets: DatasetFilter[];
  order: ModelOrderTerm[];
  page: Page;
}

const COLUMNS: Record<string, string> = {
  creation_timestamp: "creation_timestamp_ms",
  last_updated_timestamp: "last_updated_timestamp_ms",
};

const columnOf = (key: string) => sql.ref(`m.${COLUMNS[key] ?? key}`);

/** The logged models of a page, and one beyond it when there are more. A metric is its latest value, as in MLflow. */
export function selectLoggedModels(
  db: Db,
  dialect: Dialect,
  { experimentIds, conjuncts, datasets, order, page }: LoggedModelQuery,
): Promise<LoggedModelRow[]> {
  const onDatasets = anyDataset(datasets);
  let query = db
    .selectFrom("logged_models as m")
    .selectAll()
    .where("m.lifecycle_stage", "!=", "deleted")
    .where(dialect.oneOf(sql.ref("m.experiment_id"), experimentIds));
  for (const filter of conjuncts)
    query = query.where(toSql(filter, (comparison) => condition(dialect, comparison, onDatasets)));
  if (datasets.length > 0 && !conjuncts.some(isOnMetric))
    query = query.where(sql<SqlBool>`EXISTS (SELECT 1 ${metricsOfModel} AND ${onDatasets})`);
  for (const term of order) {
    const value = orderValue(term, onDatasets);
    query = query
      .orderBy(sql`CASE WHEN ${value} IS NULL THEN 1 ELSE 0 END`)
      .orderBy(value, term.ascending ? "asc" : "desc");
  }
  const named = order.map(({ key }) => key);
  if (!named.includes("creation_timestamp")) query = query.orderBy("m.creation_timestamp_ms", "desc");
  if (!named.includes("model_id")) query = query.orderBy("m.model_id");
  return query
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
}

/** Holds only for models that have a metric. */
const isOnMetric = (filter: Filter): boolean => filter.type === "comparison" && filter.entity === "metric";

const metricsOfModel = sql`FROM logged_model_metrics AS x WHERE x.model_id = m.model_id`;

/** Metrics that were measured on one of these datasets; on any when none is named. */
function anyDataset(datasets: readonly DatasetFilter[]): RawBuilder<SqlBool> {
  if (datasets.length === 0) return sql<SqlBool>`TRUE`;
  const each = datasets.map(({ dataset_name, dataset_digest }) => onDataset(dataset_name, dataset_digest));
  return sql<SqlBool>`(${sql.join(each, sql` OR `)})`;
}

const onDataset = (name: string | undefined, digest: string | undefined) =>
  sql<SqlBool>`(${name ? sql`x.dataset_name = ${name}` : sql`TRUE`} AND ${
    digest ? sql`x.dataset_digest = ${digest}` : sql`TRUE`
  })`;

const latestMetric = (name: string, where: RawBuilder<SqlBool>): RawBuilder<number> =>
  sql`(SELECT x.metric_value ${metricsOfModel} AND x.metric_name = ${name} AND ${where}
    ORDER BY x.metric_step DESC, x.metric_timestamp_ms DESC, x.metric_value DESC LIMIT 1)`;

const orderValue = (
  { entity, key, dataset_name, dataset_digest }: ModelOrderTerm,
  onDatasets: RawBuilder<SqlBool>,
): RawBuilder<unknown> =>
  entity === "metric"
    ? latestMetric(key, sql`${onDatasets} AND ${onDataset(dataset_name, dataset_digest)}`)
    : sql`${columnOf(key)}`;

function condition(
  dialect: Dialect,
  comparison: Comparison,
  onDatasets: RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  const { entity, key } = comparison;
  switch (entity) {
    case "metric":
      return compare(dialect, latestMetric(key, onDatasets), comparison);
    case "param":
    case "tag": {
      const name = sql.ref(`x.${entity}_key`);
      const value = compare(dialect, sql.ref(`x.${entity}_value`), comparison);
      return sql<SqlBool>`EXISTS (SELECT 1 FROM ${sql.table(`logged_model_${entity}s`)} AS x
        WHERE x.model_id = m.model_id AND ${name} = ${key} AND ${value})`;
    }
    default:
      return compareAttribute(dialect, comparison);
  }
}

function compareAttribute(dialect: Dialect, comparison: Comparison): RawBuilder<SqlBool> {
  const { key, comparator, value } = comparison;
  if (key !== "status") return compare(dialect, columnOf(key), comparison);
  const numbers = (Array.isArray(value) ? value : [String(value)]).map(statusNumber);
  const found = dialect.oneOf(columnOf("status"), numbers);
  return comparator === "=" || comparator === "IN" ? found : sql<SqlBool>`NOT ${found}`;
}

/** Filters name a status by its short name. */
const statusNumber = (name: string): number =>
  Object.entries(LOGGED_MODEL_STATUSES).find(([long]) => long.endsWith(`_${name}`))?.[1] ?? -1;
