import type { Comparison } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";

/** The tag that marks what MLflow keeps in the registry but does not call a model. */
const PROMPT_TAG = "mlflow.prompt.is_prompt";

/** Whether a search is for prompts: its first comparison of their tag decides. */
export function asksForPrompts(comparisons: readonly Comparison[]): boolean {
  const asked = comparisons.find(({ entity, key }) => entity === "tag" && key === PROMPT_TAG);
  const value = String(asked?.value).toLowerCase();
  return asked?.comparator === "=" ? value === "true" : asked?.comparator === "!=" && value === "false";
}

export interface TagFilter {
  key: string;
  comparisons: Comparison[];
}

/** What a search demands of tags, by key. That a model is no prompt is left to {@link isPrompt}. */
export function tagFilters(comparisons: readonly Comparison[]): TagFilter[] {
  const byKey = new Map<string, Comparison[]>();
  const prompts = asksForPrompts(comparisons);
  for (const comparison of comparisons) {
    if (comparison.entity !== "tag" || (comparison.key === PROMPT_TAG && !prompts)) continue;
    byKey.set(comparison.key, [...(byKey.get(comparison.key) ?? []), comparison]);
  }
  return [...byKey].map(([key, list]) => ({ key, comparisons: list }));
}

/** `tags` selects the tags `t` of the row at hand. */
export function hasTag(
  dialect: Dialect,
  tags: RawBuilder<unknown>,
  { key, comparisons }: TagFilter,
): RawBuilder<SqlBool> {
  const conditions = comparisons.map((comparison) => compare(dialect, sql.ref("t.value"), comparison));
  return sql<SqlBool>`EXISTS (${tags} AND t.key = ${key} AND ${sql.join(conditions, sql` AND `)})`;
}

export const isPrompt = (tags: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql<SqlBool>`EXISTS (${tags} AND t.key = ${PROMPT_TAG} AND t.value = 'true')`;
