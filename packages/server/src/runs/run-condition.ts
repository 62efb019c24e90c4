import type { Comparison, Filter } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";
import { toSql } from "../searching/to-sql.js";
import { comparedValues, type KeyValues, valuesFitting } from "./run-values.js";

const CONTEXT_TAG = "mlflow.data.context";

/** A filter, as a condition on the run `r`. A run that lacks the key of a comparison never fulfils it. */
export const runCondition = (dialect: Dialect, filter: Filter): RawBuilder<SqlBool> =>
  toSql(filter, (comparison) => comparisonCondition(dialect, comparison));

function comparisonCondition(dialect: Dialect, comparison: Comparison): RawBuilder<SqlBool> {
  const { entity, key } = comparison;
  if (entity === "dataset") return datasetCondition(dialect, comparison);
  const values = comparedValues(comparison);
  if (values) return valueCondition(dialect, values, comparison);
  return compare(dialect, sql.ref(`r.${key === "run_id" ? "run_uuid" : key}`), comparison);
}

function valueCondition(dialect: Dialect, values: KeyValues, comparison: Comparison): RawBuilder<SqlBool> {
  const { table, key } = values;
  const rows = sql`SELECT 1 FROM ${sql.table(table)} AS o WHERE o.run_uuid = r.run_uuid AND o.key = ${key}`;
  if (comparison.comparator === "IS NULL") return sql<SqlBool>`NOT EXISTS (${rows})`;
  if (comparison.comparator === "IS NOT NULL") return sql<SqlBool>`EXISTS (${rows})`;
  return sql<SqlBool>`EXISTS (${rows} AND ${valuesFitting(dialect, values, comparison)})`;
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
