import type { Metric } from "@slipway/contract";
import { type SqlBool, sql } from "kysely";
import type { BulkInsert, BulkRow } from "../database/bulk-insert.js";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Page } from "../searching/page.js";
import { loggedValue, type MetricPoint, newestPoints } from "./metric-point.js";

const COLUMNS = ["key", "value", "timestamp", "step", "is_nan"];

// The whole point is the key, so a point that is sent again changes nothing.
const POINTS: BulkInsert = {
  table: "metrics",
  fixed: ["run_uuid"],
  columns: COLUMNS,
  onConflict: "ignore",
};

const NEWEST: BulkInsert = {
  table: "latest_metrics",
  fixed: ["run_uuid"],
  columns: COLUMNS,
  onConflict: {
    key: ["run_uuid", "key"],
    update: ["value", "timestamp", "step", "is_nan"],
    whenGreater: ["step", "timestamp", "value", "is_nan"],
  },
};

const toRow = ({ key, value, timestamp, step, is_nan }: MetricPoint): BulkRow => [
  key,
  value,
  timestamp,
  step,
  is_nan,
];

/** Adds points to the history of a run, and keeps the newest of each key. */
export async function insertPoints(
  db: Db,
  dialect: Dialect,
  runId: string,
  points: readonly MetricPoint[],
): Promise<void> {
  await dialect.insertAll(db, POINTS, [runId], points.map(toRow));
  await dialect.insertAll(db, NEWEST, [runId], newestPoints(points).map(toRow));
}

/** The newest metrics of each of some runs, under all keys or some. */
export async function newestMetrics(
  db: Db,
  dialect: Dialect,
  runIds: readonly string[],
  keys: "all" | readonly string[],
): Promise<Map<string, Metric[]>> {
  const metrics = new Map<string, Metric[]>(runIds.map((id) => [id, []]));
  if (keys.length === 0) return metrics;
  let query = db
    .selectFrom("latest_metrics")
    .selectAll()
    .where(dialect.oneOf(sql.ref("run_uuid"), runIds));
  if (keys !== "all") query = query.where(dialect.oneOf(sql.ref("key"), keys));
  const rows = await query.execute();
  for (const { run_uuid, key, value, timestamp, step, is_nan } of rows)
    metrics.get(run_uuid)?.push({ key, value: loggedValue(value, is_nan), timestamp: timestamp ?? 0, step });
  return metrics;
}

/**
 * The history of one metric by time, up to one point beyond the page.
 * @param before the point before the page, when it is known: nothing is counted then
 */
export async function selectHistory(
  db: Db,
  { runId, key, page, before }: { runId: string; key: string; page: Page; before: MetricPoint | undefined },
): Promise<Metric[]> {
  const after = before
    ? sql<SqlBool>`(timestamp, step, value, is_nan) > (${before.timestamp}, ${before.step}, ${before.value}, ${before.is_nan})`
    : sql<SqlBool>`1 = 1`;
  const rows = await db
    .selectFrom("metrics")
    .select(["value", "timestamp", "step", "is_nan"])
    .where("run_uuid", "=", runId)
    .where("key", "=", key)
    .where(after)
    .orderBy("timestamp")
    .orderBy("step")
    .orderBy("value")
    .orderBy("is_nan")
    .limit(page.limit + 1)
    .offset(before ? 0 : page.offset)
    .execute();
  return rows.map(({ value, timestamp, step, is_nan }) => ({
    key,
    value: loggedValue(value, is_nan),
    timestamp,
    step,
  }));
}

/** The histories of one metric of some runs: by run, then by time. */
export async function selectHistories(
  db: Db,
  dialect: Dialect,
  { runIds, key, limit }: { runIds: readonly string[]; key: string; limit: number },
): Promise<Metric[]> {
  const rows = await db
    .selectFrom("metrics")
    .select(["run_uuid", "value", "timestamp", "step", "is_nan"])
    .where(dialect.oneOf(sql.ref("run_uuid"), runIds))
    .where("key", "=", key)
    .orderBy("run_uuid")
    .orderBy("timestamp")
    .orderBy("step")
    .orderBy("value")
    .limit(limit)
    .execute();
  return rows.map(({ run_uuid, value, timestamp, step, is_nan }) => ({
    key,
    value: loggedValue(value, is_nan),
    timestamp,
    step,
    run_id: run_uuid,
  }));
}
