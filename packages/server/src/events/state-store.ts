import type { Int64 } from "@slipway/contract";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";

/** What can be seen of something, in a form that changes with it; undefined when it is not there. */
export type Seen = unknown[] | undefined;

/** Of so many of the newest runs of an experiment it is known what they are doing. */
const NEWEST = 200;
/** The most tags that are looked at. */
const MOST_TAGS = 1000;

// Other workspaces can exist only in a database that MLflow ran with workspaces enabled.
const WORKSPACE = "default";

/** A run, its tags, and how far its params and metrics have come. */
export async function seeRun(db: Db, dialect: Dialect, runId: string): Promise<Seen> {
  const run = await db
    .selectFrom("runs")
    .select(["name", "status", "end_time", "lifecycle_stage"])
    .where("run_uuid", "=", runId)
    .executeTakeFirst();
  if (!run) return undefined;
  const tags = await db
    .selectFrom("tags")
    .select(["key", "value"])
    .where("run_uuid", "=", runId)
    .orderBy("key")
    .limit(MOST_TAGS)
    .execute();
  const params = await db
    .selectFrom("params")
    .select(({ fn }) => fn.countAll().as("count"))
    .where("run_uuid", "=", runId)
    .execute();
  return [run, tags, params, await seeMetrics(db, dialect, [runId])];
}

/** How many runs an experiment has, what the newest are doing, and how far those that run have come. */
export async function seeExperiment(db: Db, dialect: Dialect, id: Int64): Promise<Seen> {
  const experiment = await db
    .selectFrom("experiments")
    .select(["name", "lifecycle_stage", "last_update_time"])
    .where("experiment_id", "=", id)
    .executeTakeFirst();
  if (!experiment) return undefined;
  const ofExperiment = db.selectFrom("runs").where("experiment_id", "=", id);
  const counts = await ofExperiment
    .select(({ fn }) => ["lifecycle_stage", fn.countAll().as("count"), fn.max("start_time").as("newest")])
    .groupBy("lifecycle_stage")
    .orderBy("lifecycle_stage")
    .execute();
  const newest = await ofExperiment
    .select(["run_uuid", "name", "status", "end_time"])
    .where("lifecycle_stage", "=", "active")
    .orderBy("start_time", "desc")
    .orderBy("run_uuid")
    .limit(NEWEST)
    .execute();
  const running = newest.filter(({ status }) => status === "RUNNING").map(({ run_uuid }) => run_uuid);
  return [experiment, counts, newest, running.length > 0 && (await seeMetrics(db, dialect, running))];
}

/** A model, its aliases, versions and promotions. */
export async function seeModel(db: Db, name: string): Promise<Seen> {
  const [model] = await ofModel(db, "registered_models", name)
    .select(["last_updated_time", "description"])
    .execute();
  if (!model) return undefined;
  const aliases = await ofModel(db, "registered_model_aliases", name)
    .select(["alias", "version"])
    .orderBy("alias")
    .execute();
  const versions = await ofModel(db, "model_versions", name)
    .select(({ fn }) => [
      "current_stage",
      "status",
      fn.countAll().as("count"),
      fn.max("version").as("newest"),
      fn.max("last_updated_time").as("updated"),
    ])
    .groupBy(["current_stage", "status"])
    .orderBy("current_stage")
    .orderBy("status")
    .execute();
  const tags = await ofModel(db, "model_version_tags", name)
    .select(({ fn }) => fn.countAll().as("count"))
    .execute();
  const promotions = await db
    .selectFrom("slipway_promotions")
    .select(({ fn }) => fn.max("id").as("newest"))
    .where("name", "=", name)
    .execute();
  return [model, aliases, versions, tags, promotions];
}

type OfModel = "registered_models" | "registered_model_aliases" | "model_versions" | "model_version_tags";

const ofModel = <Table extends OfModel>(db: Db, table: Table, name: string) =>
  db.selectFrom<OfModel>(table).where("workspace", "=", WORKSPACE).where("name", "=", name);

/** The sum of steps could be beyond what a database adds up; their mean is not. */
const seeMetrics = (db: Db, dialect: Dialect, runIds: readonly string[]) =>
  db
    .selectFrom("latest_metrics")
    .select(({ fn }) => [
      fn.countAll().as("count"),
      fn.avg("step").as("step"),
      fn.max("timestamp").as("newest"),
      fn.avg("timestamp").as("time"),
    ])
    .where(dialect.oneOf(sql.ref("run_uuid"), runIds))
    .execute();
