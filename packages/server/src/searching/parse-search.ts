import { ApiError } from "@slipway/contract";
import {
  type Comparison,
  type Filter,
  type Grammar,
  type OrderTerm,
  parseFilter,
  parseOrderBy,
  SearchError,
} from "@slipway/search";

/** The comparisons of a filter, all of which must hold. @throws ApiError with the position of what is wrong */
export function parseComparisons(filter: string | undefined, grammar: Grammar): Comparison[] {
  const parsed = translating(() => parseFilter(filter, grammar));
  return parsed ? flatten(parsed) : [];
}

/** The terms of order_by. @throws ApiError with the position of what is wrong */
export const parseOrder = (clauses: readonly string[], grammar: Grammar): OrderTerm[] =>
  translating(() => parseOrderBy(clauses, grammar));

/** Runs a parser of the search language; its errors become INVALID_PARAMETER_VALUE. */
export function translating<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof SearchError)) throw error;
    const { message, position, length } = error;
    throw new ApiError("INVALID_PARAMETER_VALUE", message, { position, length });
  }
}

const flatten = (filter: Filter): Comparison[] =>
  filter.type === "comparison" ? [filter] : filter.operands.flatMap(flatten);
