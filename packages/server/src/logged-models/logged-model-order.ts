import { type endpoints, LIMITS, type RequestOf } from "@slipway/contract";
import { loggedModelGrammar, type OrderTerm, parseOrderField } from "@slipway/search";
import { limitParts, translating } from "../searching/parse-search.js";

/** A term of order_by; a metric may be narrowed to one dataset. */
export interface ModelOrderTerm extends OrderTerm {
  dataset_name?: string;
  dataset_digest?: string;
}

type OrderBy = RequestOf<typeof endpoints.loggedModels.search>["order_by"];

/** The terms of order_by, which for logged models are objects. @throws ApiError INVALID_PARAMETER_VALUE */
export function parseModelOrder(orderBy: OrderBy): ModelOrderTerm[] {
  limitParts("order_by", "clauses", LIMITS.search.orderTerms, orderBy.length);
  return orderBy.map(({ field_name, ascending, dataset_name, dataset_digest }) => ({
    ...translating(() => parseOrderField(field_name, loggedModelGrammar, ascending)),
    dataset_name,
    dataset_digest,
  }));
}
