import type { Int64 } from "@slipway/contract";
import { sql } from "kysely";
import type { Db } from "../database/database.js";

/** Rows of history, or traces, that one transaction removes: few enough not to hold up writers. */
const CHUNK = 2000;
const TRACES = 100;
/** A key costs some statements, however few points it has. */
const LEAST_OF_A_KEY = 20;

/** Removes some of a run's metric history. @returns how many points; 0 when none are left */
export async function deletePoints(tx: Db, runId: string): Promise<number> {
  let removed = 0;
  for (let cost = 0; cost < CHUNK; ) {
    const first = await tx
      .selectFrom("metrics")
      .select("key")
      .where("run_uuid", "=", runId)
      .orderBy("run_uuid")
      .orderBy("key")
      .limit(1)
      .executeTakeFirst();
    if (!first) break;
    const points = await deletePointsOf(tx, runId, first.key, CHUNK - cost);
    removed += points;
    cost += Math.max(points, LEAST_OF_A_KEY);
  }
  return removed;
}

/** Up to the point that is `limit` points behind the first one, so that no database has to delete with a limit. */
async function deletePointsOf(tx: Db, runId: string, key: string, limit: number): Promise<number> {
  const last = await tx
    .selectFrom("metrics")
    .select(["step", "timestamp"])
    .where("run_uuid", "=", runId)
    .where("key", "=", key)
    .orderBy("timestamp")
    .orderBy("step")
    .limit(1)
    .offset(limit - 1)
    .executeTakeFirst();
  let query = tx.deleteFrom("metrics").where("run_uuid", "=", runId).where("key", "=", key);
  if (last)
    query = query
      .where("timestamp", "<=", last.timestamp)
      .where(({ eb, or }) => or([eb("timestamp", "<", last.timestamp), eb("step", "<=", last.step)]));
  return deletedRows(query.execute());
}

/** Removes a run whose history is gone, and all else that hangs on it. @returns how many rows */
export async function deleteRun(tx: Db, id: string): Promise<number> {
  let rows = await deleteEdges(tx, "RUN", id);
  rows += await deletedRows(tx.deleteFrom("logged_model_metrics").where("run_id", "=", id).execute());
  for (const table of ["metrics", "latest_metrics", "params", "tags", "runs"] as const)
    rows += await deletedRows(tx.deleteFrom(table).where("run_uuid", "=", id).execute());
  return rows;
}

/** Removes a logged model and all that hangs on it. @returns how many rows */
export async function deleteLoggedModel(tx: Db, id: string): Promise<number> {
  let rows = await deleteEdges(tx, "MODEL", id);
  const tables = [
    "logged_model_metrics",
    "logged_model_params",
    "logged_model_tags",
    "logged_models",
  ] as const;
  for (const table of tables)
    rows += await deletedRows(tx.deleteFrom(table).where("model_id", "=", id).execute());
  return rows;
}

/** Removes some traces of an experiment, which MLflow's own server wrote. @returns how many; 0 when none are left */
export async function deleteTraces(tx: Db, experiment: Int64): Promise<number> {
  const { rows } = await sql<{ request_id: string }>`
    SELECT request_id FROM trace_info WHERE experiment_id = ${experiment} LIMIT ${TRACES}`.execute(tx);
  for (const { request_id } of rows)
    await sql`DELETE FROM trace_info WHERE request_id = ${request_id}`.execute(tx);
  return rows.length;
}

/** Removes an experiment that has no runs, logged models and traces any more. @returns how many rows */
export async function deleteExperiment(tx: Db, id: Int64): Promise<number> {
  let rows = 0;
  // These have no foreign key, and ids may be given out again.
  for (const table of ROLLUPS)
    await sql`DELETE FROM ${sql.table(table)} WHERE experiment_id = ${id}`.execute(tx);
  for (const table of ["experiment_tags", "datasets", "experiments"] as const)
    rows += await deletedRows(tx.deleteFrom(table).where("experiment_id", "=", id).execute());
  return rows;
}

const ROLLUPS = [
  "sql_trace_rollup_rebuild_queue",
  "sql_trace_metric_daily_rollups",
  "sql_span_cost_daily_rollups",
  "sql_assessment_daily_rollups",
];

/** Removes what a run reads and makes, or who reads and makes a model. MLflow's gc leaves these rows. */
async function deleteEdges(tx: Db, side: "RUN" | "MODEL", id: string): Promise<number> {
  const edges = await tx
    .selectFrom("inputs")
    .select("input_uuid")
    .where(({ eb, and, or }) => {
      const to = (types: string[]) =>
        and([eb("destination_type", "in", types), eb("destination_id", "=", id)]);
      const from = and([eb("source_type", "in", ["RUN_INPUT", "RUN_OUTPUT"]), eb("source_id", "=", id)]);
      return side === "RUN" ? or([to(["RUN"]), from]) : to(["MODEL_INPUT", "MODEL_OUTPUT"]);
    })
    .execute();
  let rows = 0;
  for (const { input_uuid } of edges)
    for (const table of ["input_tags", "inputs"] as const)
      rows += await deletedRows(tx.deleteFrom(table).where("input_uuid", "=", input_uuid).execute());
  return rows;
}

async function deletedRows(answers: Promise<{ numDeletedRows: bigint }[]>): Promise<number> {
  return (await answers).reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
}
