import { ApiError, LIMITS } from "@slipway/contract";
import {
  comparisonsOf,
  conjunctsOf,
  type Filter,
  type Grammar,
  type OrderTerm,
  parseFilter,
  parseOrderBy,
  SearchError,
} from "@slipway/search";

/** The parts of a filter, all of which must hold. @throws ApiError with the position of what is wrong */
export function parseConjuncts(filter: string | undefined, grammar: Grammar): Filter[] {
  const conjuncts = conjunctsOf(translating(() => parseFilter(filter, grammar)));
  const comparisons = conjuncts.flatMap(comparisonsOf);
  limitParts("A filter", "comparisons", LIMITS.search.comparisons, comparisons.length);
  for (const { comparator, value } of comparisons)
    if (comparator.endsWith("LIKE"))
      limitParts("A pattern", "characters", LIMITS.search.pattern, String(value).length);
  return conjuncts;
}

/** The terms of order_by. @throws ApiError with the position of what is wrong */
export function parseOrder(clauses: readonly string[], grammar: Grammar): OrderTerm[] {
  limitParts("order_by", "clauses", LIMITS.search.orderTerms, clauses.length);
  return translating(() => parseOrderBy(clauses, grammar));
}

/** Refuses a search of too many parts, which no database would take. @throws ApiError */
export function limitParts(what: string, parts: string, most: number, got: number): void {
  if (got > most)
    throw new ApiError("INVALID_PARAMETER_VALUE", `${what} can have at most ${most} ${parts}, got ${got}.`);
}

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
