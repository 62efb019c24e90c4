import type { Int64 } from "@slipway/contract";
import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";

/** The tag by which a run names its parent. */
const PARENT_TAG = "mlflow.parentRunId";

/** How many active runs name each of these as their parent; none has no entry. */
export async function countChildren(
  db: Db,
  dialect: Dialect,
  ids: readonly string[],
): Promise<Map<string, Int64>> {
  const answer = await sql<{ parent: string; n: Int64 }>`
    SELECT t.value AS parent, count(*) AS n FROM tags AS t JOIN runs AS r ON r.run_uuid = t.run_uuid
    WHERE t.key = ${PARENT_TAG} AND ${dialect.oneOf(sql.ref("t.value"), ids)} AND r.lifecycle_stage = 'active'
    GROUP BY t.value`.execute(db);
  return new Map(answer.rows.map(({ parent, n }) => [parent, n]));
}

/** Holds for a run `r` that has no parent among those runs `p` that a condition holds for. */
export const hasNoParent = (among: RawBuilder<unknown>): RawBuilder<SqlBool> => sql<SqlBool>`NOT EXISTS (
  SELECT 1 FROM tags AS pt JOIN runs AS p ON p.run_uuid = pt.value
  WHERE pt.run_uuid = r.run_uuid AND pt.key = ${PARENT_TAG} AND p.run_uuid <> r.run_uuid AND ${among})`;
