import type { Filter } from "@slipway/search";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Dialect } from "../database/dialects/index.js";
import { compare } from "../searching/compare.js";
import { toSql } from "../searching/to-sql.js";

/** The tag that marks what MLflow keeps in the registry but does not call a model. */
const PROMPT_TAG = "mlflow.prompt.is_prompt";

/** What a search of the registry asks about its rows. */
export interface RegistryColumns {
  /** The column that an attribute is in. */
  columnOf: (key: string) => RawBuilder<unknown>;
  /** Selects the tags `t` of the row at hand. */
  tags: RawBuilder<unknown>;
  /** Selects the tags `t` of the registered model of the row at hand. */
  modelTags: RawBuilder<unknown>;
}

/** The conditions of a search of the registry. Prompts, and their versions, come only when asked for. */
export function registryConditions(
  dialect: Dialect,
  conjuncts: readonly Filter[],
  { columnOf, tags, modelTags }: RegistryColumns,
): RawBuilder<SqlBool>[] {
  const prompts = asksForPrompts(conjuncts);
  const asked = prompts ? conjuncts : conjuncts.filter((filter) => !isOnPromptTag(filter));
  const conditions = asked.map((filter) =>
    toSql(filter, (comparison) => {
      const { entity, key } = comparison;
      if (entity === "attribute") return compare(dialect, columnOf(key), comparison);
      // MLflow's clients join "is no prompt" to the text of any filter, where OR may take it for its own.
      if (key === PROMPT_TAG && !prompts) return compare(dialect, sql`'false'`, comparison);
      const fits = compare(dialect, sql.ref("t.value"), comparison);
      return sql<SqlBool>`EXISTS (${tags} AND t.key = ${key} AND ${fits})`;
    }),
  );
  if (prompts) return conditions;
  const isPrompt = sql`EXISTS (${modelTags} AND t.key = ${PROMPT_TAG} AND t.value = 'true')`;
  return [...conditions, sql<SqlBool>`NOT ${isPrompt}`];
}

/** Whether a search is for prompts: the first comparison of their tag that must hold decides. */
function asksForPrompts(conjuncts: readonly Filter[]): boolean {
  const asked = conjuncts.find(isOnPromptTag);
  if (asked?.type !== "comparison") return false;
  const value = String(asked.value).toLowerCase();
  return asked.comparator === "=" ? value === "true" : asked.comparator === "!=" && value === "false";
}

const isOnPromptTag = (filter: Filter): boolean =>
  filter.type === "comparison" && filter.entity === "tag" && filter.key === PROMPT_TAG;
