import type { Comparison, Filter } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";

/**
 * A filter in SQL, out of what its comparisons are. A comparison with NULL, which a missing value is, does not hold;
 * so its negation does, unlike NOT in SQL.
 */
export function toSql(
  filter: Filter,
  condition: (comparison: Comparison) => RawBuilder<SqlBool>,
): RawBuilder<SqlBool> {
  switch (filter.type) {
    case "comparison":
      return condition(filter);
    case "not":
      return sql<SqlBool>`((${toSql(filter.operand, condition)}) IS NOT TRUE)`;
    default: {
      const operands = filter.operands.map((operand) => toSql(operand, condition));
      return sql<SqlBool>`(${sql.join(operands, filter.type === "and" ? sql` AND ` : sql` OR `)})`;
    }
  }
}
