import type { Filter, OrderTerm } from "@slipway/search";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Page } from "../searching/page.js";
import { type RegisteredModelRow, WORKSPACE } from "./registered-model-store.js";
import { registryConditions } from "./registry-filter.js";

export interface RegisteredModelQuery {
  /** All of them must hold. */
  conjuncts: Filter[];
  order: OrderTerm[];
  page: Page;
}

const COLUMNS: Record<string, string> = { name: "name", last_updated_timestamp: "last_updated_time" };

const columnOf = (key: string) => sql.ref(`m.${COLUMNS[key] ?? "name"}`);

/** The registered models of a page, and one beyond it when there are more. Prompts come only when asked for. */
export function selectRegisteredModels(
  db: Db,
  dialect: Dialect,
  { conjuncts, order, page }: RegisteredModelQuery,
): Promise<RegisteredModelRow[]> {
  const tags = sql`SELECT 1 FROM registered_model_tags AS t WHERE t.workspace = m.workspace AND t.name = m.name`;
  let query = db.selectFrom("registered_models as m").selectAll().where("m.workspace", "=", WORKSPACE);
  for (const condition of registryConditions(dialect, conjuncts, { columnOf, tags, modelTags: tags }))
    query = query.where(condition);
  for (const { key, ascending } of order) query = query.orderBy(columnOf(key), ascending ? "asc" : "desc");
  if (!order.some((term) => term.key === "name")) query = query.orderBy("m.name", "asc");
  return query
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
}
