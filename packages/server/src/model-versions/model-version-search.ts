import type { Filter, OrderTerm } from "@slipway/search";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { registryConditions } from "../registered-models/registry-filter.js";
import type { Page } from "../searching/page.js";
import { DELETED, type ModelVersionRow, WORKSPACE } from "./model-version-store.js";

export interface ModelVersionQuery {
  /** All of them must hold. */
  conjuncts: Filter[];
  order: OrderTerm[];
  page: Page;
}

const COLUMNS: Record<string, string> = {
  name: "name",
  run_id: "run_id",
  source_path: "source",
  version_number: "version",
  creation_timestamp: "creation_time",
  last_updated_timestamp: "last_updated_time",
};

/** The model versions of a page, and one beyond it when there are more. Versions of prompts come only when asked for. */
export function selectModelVersions(
  db: Db,
  dialect: Dialect,
  { conjuncts, order, page }: ModelVersionQuery,
): Promise<ModelVersionRow[]> {
  const modelTags = sql`SELECT 1 FROM model_version_tags AS t WHERE t.workspace = v.workspace AND t.name = v.name`;
  const tags = sql`${modelTags} AND t.version = v.version`;
  let query = db
    .selectFrom("model_versions as v")
    .selectAll()
    .where("v.workspace", "=", WORKSPACE)
    .where("v.current_stage", "!=", DELETED);
  for (const condition of registryConditions(dialect, conjuncts, { columnOf, tags, modelTags }))
    query = query.where(condition);
  for (const { key, ascending } of withTieBreak(order))
    query = query.orderBy(columnOf(key), ascending ? "asc" : "desc");
  return query
    .limit(page.limit + 1)
    .offset(page.offset)
    .execute();
}

const columnOf = (key: string) => sql.ref(`v.${COLUMNS[key] ?? key}`);

type Term = Pick<OrderTerm, "key" | "ascending">;

function withTieBreak(order: OrderTerm[]): Term[] {
  const newestFirst = { key: "last_updated_timestamp", ascending: false };
  const ties = [
    { key: "name", ascending: true },
    { key: "version_number", ascending: false },
  ];
  const terms: Term[] = order.length === 0 ? [newestFirst] : order;
  return [...terms, ...ties.filter((tie) => !terms.some((term) => term.key === tie.key))];
}
