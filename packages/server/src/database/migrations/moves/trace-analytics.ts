import { sql } from "kysely";
import type { Db } from "../../db.js";
import type { Move } from "./move.js";
import { fillAssessments } from "./trace-analytics-assessments.js";
import { COSTS, fillSpans, refuseOtherDimensions } from "./trace-analytics-spans.js";
import { fillTraces, TOKENS, TRACE_METADATA, TRACE_NAME } from "./trace-analytics-traces.js";
import { refuseOrphans } from "./trace-orphans.js";

/** What searches over GenAI traces group by and sum up moves from rows by key into columns of its own. */
export const traceAnalytics: Move = {
  step: "75868b020152",
  says: "Moving what is known of traces into columns",
  move: async (db, { spans }) => {
    const hasDimensions = spans?.columns.dimension_attributes !== undefined;
    await refuseOrphans(db);
    if (hasDimensions) await refuseOtherDimensions(db);
    await fillTraces(db);
    await fillSpans(db, hasDimensions);
    await fillCostsOfGateway(db);
    await fillAssessments(db);
    await removeWhatMoved(db);
  },
};

/** A trace of the gateway without a cost of its own costs what its spans do. */
async function fillCostsOfGateway(db: Db): Promise<void> {
  const sum = sql`(SELECT sum(total_cost) FROM spans WHERE spans.trace_id = trace_info.request_id)`;
  await sql`UPDATE trace_info SET total_cost = ${sum} WHERE total_cost IS NULL AND ${sum} IS NOT NULL AND EXISTS (
    SELECT 1 FROM trace_request_metadata AS m WHERE m.request_id = trace_info.request_id AND m.key = 'mlflow.gateway.endpointId')`.execute(
    db,
  );
}

async function removeWhatMoved(db: Db): Promise<void> {
  const remove = (table: string, keys: readonly string[]) =>
    sql`DELETE FROM ${sql.table(table)} WHERE ${sql.ref("key")} IN (${sql.join(keys)})`.execute(db);
  await remove("trace_tags", [TRACE_NAME]);
  await remove("trace_request_metadata", TRACE_METADATA);
  await remove("trace_metrics", TOKENS);
  await remove("span_metrics", COSTS);
}
