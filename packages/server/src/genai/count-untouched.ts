import type { Kysely } from "kysely";
import type { Db } from "../database/database.js";

/** Things of MLflow's that this server keeps as they are, and how many there are, at most {@link MOST}. */
export interface Untouched {
  what: string;
  count: number;
}

/** Beyond this nobody counts: the start of a server does not wait for a look at every trace. */
const MOST = 10_000;

const KINDS: readonly [table: string, one: string, many: string][] = [
  ["trace_info", "trace", "traces"],
  ["scorers", "scorer", "scorers"],
  ["evaluation_datasets", "evaluation dataset", "evaluation datasets"],
  ["endpoints", "gateway endpoint", "gateway endpoints"],
  ["secrets", "gateway secret", "gateway secrets"],
  ["guardrails", "guardrail", "guardrails"],
  ["budget_policies", "budget policy", "budget policies"],
  ["issues", "issue", "issues"],
  ["label_schemas", "label schema", "label schemas"],
  ["review_queues", "review queue", "review queues"],
  ["mcp_servers", "MCP server", "MCP servers"],
  ["skills", "skill", "skills"],
];

/** Counts what a database holds for language models: this server leaves it alone. */
export async function countUntouched(db: Db): Promise<Untouched[]> {
  const found: Untouched[] = [];
  const prompts = await countPrompts(db);
  if (prompts > 0) found.push({ what: prompts === 1 ? "prompt" : "prompts", count: prompts });
  for (const [table, one, many] of KINDS) {
    const count = await countRows(db, table);
    if (count > 0) found.push({ what: count === 1 ? one : many, count });
  }
  return found;
}

async function countRows(db: Db, table: string): Promise<number> {
  // The types know only the tables that this server reads; of these no column is asked for.
  const { count } = await (db as unknown as Kysely<Record<string, Record<string, unknown>>>)
    .selectFrom((eb) =>
      eb
        .selectFrom(table)
        .select((one) => one.lit(1).as("one"))
        .limit(MOST)
        .as("rows_"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Prompts are registered models that bear a tag. */
async function countPrompts(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom((eb) =>
      eb
        .selectFrom("registered_model_tags")
        .select((one) => one.lit(1).as("one"))
        .where("key", "=", "mlflow.prompt.is_prompt")
        .where("value", "=", "true")
        .limit(MOST)
        .as("rows_"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What was counted, in a few words: "2 traces, 1 prompt". */
export const nameUntouched = (found: readonly Untouched[]): string =>
  found.map(({ what, count }) => `${count === MOST ? `${MOST} or more` : count} ${what}`).join(", ");
