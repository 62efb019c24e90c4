import type { Int64, Metric } from "@slipway/contract";
import { type ExpressionBuilder, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Tables } from "../database/schema/index.js";
import { loggedValue } from "./metric-point.js";

/** Which points of which metric are sampled; without steps, all of them. */
export interface Series {
  runId: string;
  key: string;
  steps?: { start: Int64; end: Int64 };
}

/**
 * At most `size` points of a metric, as MLflow 3.18 chooses them: its points by step are dealt into that many parts as
 * even as can be (SQL's NTILE), of each of which the first is taken; the newest point of all takes the place of the
 * last one taken.
 */
export async function selectSample(db: Db, series: Series, size: number): Promise<Metric[]> {
  const count = await countPoints(db, series);
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom("metrics")
        .select(["value", "timestamp", "step", "is_nan"])
        .select(sql<number>`row_number() over (order by step, timestamp, value, is_nan) - 1`.as("position"))
        .where((where) => inSeries(where, series))
        .as("points"),
    )
    .selectAll()
    .where(isTaken(count, size))
    .orderBy("position")
    .execute();
  if (rows.length > size) rows.splice(-2, 1);
  return rows.map(({ value, timestamp, step, is_nan }) => ({
    key: series.key,
    value: loggedValue(value, is_nan),
    timestamp,
    step,
    run_id: series.runId,
  }));
}

async function countPoints(db: Db, series: Series): Promise<number> {
  const { count } = await db
    .selectFrom("metrics")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where((where) => inSeries(where, series))
    .executeTakeFirstOrThrow();
  return Number(count);
}

function inSeries(eb: ExpressionBuilder<Tables, "metrics">, { runId, key, steps }: Series) {
  const one = eb.and([eb("run_uuid", "=", runId), eb("key", "=", key)]);
  return steps ? one.and("step", ">=", steps.start).and("step", "<=", steps.end) : one;
}

/** Whether the point at a position is the first of its part, or the last of all. */
function isTaken(count: number, size: number) {
  const small = Math.max(1, Math.floor(count / size));
  const larger = count > size ? count % size : 0;
  const bound = larger * (small + 1);
  return sql<boolean>`(position < ${bound} and position % ${small + 1} = 0)
    or (position >= ${bound} and (position - ${bound}) % ${small} = 0)
    or position = ${count - 1}`;
}
