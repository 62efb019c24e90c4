import { sql } from "kysely";
import type { Db } from "../../db.js";
import { assignments } from "./assignments.js";
import { PAGE, pages } from "./pages.js";
import { bounded, finiteNumber, int64, pythonObject } from "./python-json.js";
import { COSTS } from "./trace-analytics-spans.js";

export const TRACE_NAME = "mlflow.traceName";
const SESSION = "mlflow.trace.session";
const TOKEN_USAGE = "mlflow.trace.tokenUsage";
const COST = "mlflow.trace.cost";

/** Keys of a trace's metadata that become columns. */
export const TRACE_METADATA = [SESSION, TOKEN_USAGE, COST];

/** Names of token counts: in the JSON, in trace_metrics and as columns. */
export const TOKENS = [
  "input_tokens",
  "output_tokens",
  "total_tokens",
  "cache_read_input_tokens",
  "cache_creation_input_tokens",
  "cache_creation_input_tokens_above_1hr",
];

/** Longest name of a trace, and of its session, in characters. */
const LIMITS = { name: 4096, session: 250 };

interface Pair {
  request_id: string;
  key: string;
  value: unknown;
}

/** Fills the columns of every trace. */
export async function fillTraces(db: Db): Promise<void> {
  const read = async (last?: { request_id: string }) =>
    (
      await sql<{
        request_id: string;
      }>`SELECT request_id FROM trace_info WHERE request_id > ${last?.request_id ?? ""} ORDER BY request_id LIMIT ${PAGE}`.execute(
        db,
      )
    ).rows;
  for await (const page of pages(read)) {
    const ids = page.map(({ request_id }) => request_id);
    const tags = await pairs(db, "trace_tags", ids, [TRACE_NAME]);
    const metadata = await pairs(db, "trace_request_metadata", ids, TRACE_METADATA);
    const metrics = await pairs(db, "trace_metrics", ids, TOKENS);
    for (const id of ids) {
      const values = columnsOf(tags.get(id) ?? {}, metadata.get(id) ?? {}, metrics.get(id) ?? {});
      if (Object.values(values).some((value) => value !== null)) await update(db, id, values);
    }
  }
}

type ByKey = Record<string, unknown>;

function columnsOf(tags: ByKey, metadata: ByKey, metrics: ByKey): ByKey {
  const usage = pythonObject(metadata[TOKEN_USAGE]);
  const cost = pythonObject(metadata[COST]);
  return {
    trace_name: bounded(tags[TRACE_NAME], LIMITS.name),
    session_id: bounded(metadata[SESSION], LIMITS.session),
    // What was counted as a metric wins over the summary in the metadata.
    ...Object.fromEntries(TOKENS.map((key) => [key, int64(key in metrics ? metrics[key] : usage[key])])),
    ...Object.fromEntries(COSTS.map((key) => [key, finiteNumber(cost[key])])),
  };
}

async function pairs(
  db: Db,
  table: string,
  ids: readonly string[],
  keys: readonly string[],
): Promise<Map<string, ByKey>> {
  const key = sql.ref("key");
  const found =
    await sql<Pair>`SELECT request_id, ${key}, value FROM ${sql.table(table)} WHERE request_id IN (${sql.join(ids)}) AND ${key} IN (${sql.join(keys)})`.execute(
      db,
    );
  const byTrace = new Map<string, ByKey>();
  for (const row of found.rows)
    byTrace.set(row.request_id, { ...byTrace.get(row.request_id), [row.key]: row.value });
  return byTrace;
}

async function update(db: Db, id: string, values: ByKey): Promise<void> {
  await sql`UPDATE trace_info SET ${assignments(values)} WHERE request_id = ${id}`.execute(db);
}
