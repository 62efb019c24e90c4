import type { Comparison } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";

const CONTEXT_TAG = "mlflow.data.context";
const NAME_TAG = "mlflow.runName";

const TABLES = { metric: "latest_metrics", param: "params", tag: "tags" } as const;

/** One comparison of a filter, as a condition on the run `r`. A run that lacks the key never fulfils a comparison. */
export function runCondition(dialect: Dialect, comparison: Comparison): RawBuilder<SqlBool> {
  const { entity, key } = comparison;
  if (entity === "dataset") return datasetCondition(dialect, comparison);
  if (entity !== "attribute") return valueCondition(dialect, TABLES[entity], comparison);
  // The name's tag and not its column: runs of old MLflow versions have no other.
  if (key === "run_name") return valueCondition(dialect, "tags", { ...comparison, key: NAME_TAG });
  return compare(dialect, sql.ref(`r.${key === "run_id" ? "run_uuid" : key}`), comparison);
}

function valueCondition(
  dialect: Dialect,
  table: (typeof TABLES)[keyof typeof TABLES],
  comparison: Comparison,
): RawBuilder<SqlBool> {
  const { key, comparator } = comparison;
  const rows = sql`SELECT 1 FROM ${sql.table(table)} AS v WHERE v.run_uuid = r.run_uuid AND v.key = ${key}`;
  if (comparator === "IS NULL") return sql<SqlBool>`NOT EXISTS (${rows})`;
  if (comparator === "IS NOT NULL") return sql<SqlBool>`EXISTS (${rows})`;
  const fits = compare(dialect, sql.ref("v.value"), comparison);
  if (table !== "latest_metrics") return sql<SqlBool>`EXISTS (${rows} AND ${fits})`;
  // NaN is stored as 0 with a mark: it differs from every number, and no other comparison holds for it.
  const ofNumber =
    comparator === "!=" ? sql<SqlBool>`(v.is_nan = 1 OR ${fits})` : sql<SqlBool>`v.is_nan = 0 AND ${fits}`;
  return sql<SqlBool>`EXISTS (${rows} AND ${ofNumber})`;
}

function datasetCondition(dialect: Dialect, comparison: Comparison): RawBuilder<SqlBool> {
  const inputs = sql`SELECT 1 FROM inputs AS i JOIN datasets AS d ON d.dataset_uuid = i.source_id`;
  const ofRun = sql`i.destination_type = 'RUN' AND i.destination_id = r.run_uuid AND i.source_type = 'DATASET'`;
  if (comparison.key !== "context") {
    const fits = compare(dialect, sql.ref(`d.${comparison.key}`), comparison);
    return sql<SqlBool>`EXISTS (${inputs} WHERE ${ofRun} AND ${fits})`;
  }
  const fits = compare(dialect, sql.ref("c.value"), comparison);
  return sql<SqlBool>`EXISTS (${inputs} JOIN input_tags AS c ON c.input_uuid = i.input_uuid
    WHERE ${ofRun} AND c.name = ${CONTEXT_TAG} AND ${fits})`;
}
