import type { Comparison } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Dialect } from "../database/dialects/index.js";

/** `column comparator value` in SQL. Presence (IS NULL) is not a comparison of a value and has no place here. */
export function compare(
  dialect: Dialect,
  column: RawBuilder<unknown>,
  { comparator, value }: Pick<Comparison, "comparator" | "value">,
): RawBuilder<SqlBool> {
  switch (comparator) {
    case "LIKE":
      return dialect.like(column, String(value));
    case "ILIKE":
      return dialect.ilike(column, String(value));
    case "IN":
      return dialect.isIn(column, list(value));
    case "NOT IN":
      return sql<SqlBool>`NOT ${dialect.isIn(column, list(value))}`;
    default:
      return dialect.compare(column, comparator, Array.isArray(value) ? String(value) : value);
  }
}

const list = (value: Comparison["value"]): string[] => (Array.isArray(value) ? value : [String(value)]);
