import type { Comparison, EntityKind, Filter } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";

/** The values that runs have under one key: at most one each. */
export interface KeyValues {
  table: "latest_metrics" | "params" | "tags";
  key: string;
}

const TABLES = { metric: "latest_metrics", param: "params", tag: "tags" } as const;

/** Where the values of a key are; undefined for what is kept otherwise. */
export function keyValuesOf(entity: EntityKind, key: string): KeyValues | undefined {
  if (entity === "attribute" || entity === "dataset") return undefined;
  return { table: TABLES[entity], key };
}

const NAME_TAG = "mlflow.runName";

/**
 * Where the values are that a comparison is about. For a run's name that is its tag and not its column: runs of old
 * MLflow versions have no other.
 */
export const comparedValues = ({ entity, key }: Comparison): KeyValues | undefined =>
  entity === "attribute" && key === "run_name" ? { table: "tags", key: NAME_TAG } : keyValuesOf(entity, key);

/** Rows `o` of values that a comparison holds for. NaN is stored as 0 with a mark, and differs from every number. */
export function valuesFitting(
  dialect: Dialect,
  { table }: KeyValues,
  comparison: Comparison,
): RawBuilder<SqlBool> {
  const fits = compare(dialect, sql.ref("o.value"), comparison);
  if (table !== "latest_metrics") return fits;
  return comparison.comparator === "!="
    ? sql<SqlBool>`(o.is_nan = ${1} OR ${fits})`
    : sql<SqlBool>`(o.is_nan = ${0} AND ${fits})`;
}

/** Up to so many runs are sorted sooner than the right ones are looked for among all. */
const FEW = 2000;

const INDEXED = new Set(["=", ">", ">=", "<", "<="]);

export interface Few {
  comparison: Comparison;
  values: KeyValues;
}

/** The one of the comparisons that must hold that leaves the fewest runs, if few. Counted along the indexes. */
export async function findFewest(
  db: Db,
  dialect: Dialect,
  conjuncts: readonly Filter[],
): Promise<Few | undefined> {
  let fewest: Few | undefined;
  let least = FEW;
  for (const comparison of conjuncts) {
    if (comparison.type !== "comparison") continue;
    const values = comparedValues(comparison);
    if (!values || !INDEXED.has(comparison.comparator)) continue;
    const rows = sql`SELECT 1 FROM ${sql.table(values.table)} AS o
      WHERE o.key = ${values.key} AND ${valuesFitting(dialect, values, comparison)} LIMIT ${least}`;
    const answer = await sql<{ n: number }>`SELECT count(*) AS n FROM (${rows}) AS counted`.execute(db);
    const count = answer.rows[0]?.n ?? least;
    if (count >= least) continue;
    least = count;
    fewest = { comparison, values };
  }
  return fewest;
}
