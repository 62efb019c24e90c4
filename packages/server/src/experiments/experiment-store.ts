import type { Int64, KeyValue, LifecycleStage } from "@slipway/contract";
import { type Selectable, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";

export type ExperimentRow = Selectable<Tables["experiments"]>;

// Other workspaces can exist only in a database that MLflow ran with workspaces enabled.
const WORKSPACE = "default";

export const findExperiment = (db: Db, id: Int64): Promise<ExperimentRow | undefined> =>
  db.selectFrom("experiments").selectAll().where("experiment_id", "=", id).executeTakeFirst();

/**
 * As {@link findExperiment}, and nobody else changes it until the transaction ends; `share`: others may use it
 * meanwhile.
 */
export const lockExperiment = (
  tx: Db,
  id: Int64,
  lock: "share" | "update",
): Promise<ExperimentRow | undefined> =>
  tx
    .selectFrom("experiments")
    .selectAll()
    .where("experiment_id", "=", id)
    .$if(lock === "share", (query) => query.forShare())
    .$if(lock === "update", (query) => query.forUpdate())
    .executeTakeFirst();

export const findExperimentByName = (db: Db, name: string): Promise<ExperimentRow | undefined> =>
  db
    .selectFrom("experiments")
    .selectAll()
    .where("workspace", "=", WORKSPACE)
    .where("name", "=", name)
    .executeTakeFirst();

/** The next free id is taken when none is given. */
export async function insertExperiment(
  db: Db,
  dialect: Dialect,
  row: { experiment_id?: Int64; name: string; artifact_location: string; time: number },
): Promise<Int64> {
  const { time, ...given } = row;
  return dialect.insertCounted(db, "experiments", {
    ...given,
    lifecycle_stage: "active",
    creation_time: time,
    last_update_time: time,
    workspace: WORKSPACE,
  });
}

export async function updateExperiment(
  db: Db,
  id: Int64,
  change: Partial<Pick<ExperimentRow, "name" | "artifact_location" | "lifecycle_stage" | "last_update_time">>,
): Promise<void> {
  await db.updateTable("experiments").set(change).where("experiment_id", "=", id).execute();
}

/** Gives all runs of an experiment its stage, those too that were deleted before. */
export async function cascadeStage(db: Db, id: Int64, stage: LifecycleStage, time: number): Promise<void> {
  await db
    .updateTable("runs")
    .set({ lifecycle_stage: stage, deleted_time: stage === "deleted" ? time : null })
    .where("experiment_id", "=", id)
    .execute();
}

export async function upsertExperimentTag(db: Db, id: Int64, { key, value }: KeyValue): Promise<void> {
  await db
    .insertInto("experiment_tags")
    .values({ experiment_id: id, key, value })
    .onConflict((conflict) => conflict.columns(["key", "experiment_id"]).doUpdateSet({ value }))
    .execute();
}

/** @returns false when there was no such tag */
export async function deleteExperimentTag(db: Db, id: Int64, key: string): Promise<boolean> {
  const answer = await db
    .deleteFrom("experiment_tags")
    .where("experiment_id", "=", id)
    .where("key", "=", key)
    .executeTakeFirst();
  return answer.numDeletedRows > 0n;
}

/** The tags of each of some experiments. */
export async function tagsOfExperiments(
  db: Db,
  dialect: Dialect,
  ids: readonly Int64[],
): Promise<Map<Int64, KeyValue[]>> {
  const tags = new Map<Int64, KeyValue[]>(ids.map((id) => [id, []]));
  const rows = await db
    .selectFrom("experiment_tags")
    .selectAll()
    .where(dialect.oneOf(sql.ref("experiment_id"), ids))
    .execute();
  for (const { experiment_id, key, value } of rows)
    tags.get(experiment_id)?.push({ key, value: value ?? "" });
  return tags;
}
