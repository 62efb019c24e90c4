import type { Comparison, OrderTerm } from "@slipway/search";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";
import type { Page } from "../searching/page.js";
import { type RegisteredModelRow, WORKSPACE } from "./registered-model-store.js";
import { asksForPrompts, hasTag, isPrompt, tagFilters } from "./registry-tag-filter.js";

export interface RegisteredModelQuery {
  comparisons: Comparison[];
  order: OrderTerm[];
  page: Page;
}

const COLUMNS: Record<string, string> = { name: "name", last_updated_timestamp: "last_updated_time" };

/** The registered models of a page, and one beyond it when there are more. Prompts come only when asked for. */
export function selectRegisteredModels(
  db: Db,
  dialect: Dialect,
  { comparisons, order, page }: RegisteredModelQuery,
): Promise<RegisteredModelRow[]> {
  const tags = sql`SELECT 1 FROM registered_model_tags AS t WHERE t.workspace = m.workspace AND t.name = m.name`;
  let query = db.selectFrom("registered_models as m").selectAll().where("m.workspace", "=", WORKSPACE);
  for (const comparison of comparisons)
    if (comparison.entity === "attribute")
      query = query.where(compare(dialect, sql.ref("m.name"), comparison));
  if (!asksForPrompts(comparisons)) query = query.where(sql<boolean>`NOT ${isPrompt(tags)}`);
  for (const filter of tagFilters(comparisons)) query = query.where(hasTag(dialect, tags, filter));
  for (const { key, ascending } of order)
    query = query.orderBy(sql.ref(`m.${COLUMNS[key] ?? "name"}`), ascending ? "asc" : "desc");
  if (!order.some((term) => term.key === "name")) query = query.orderBy("m.name", "asc");
  return query
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
}
