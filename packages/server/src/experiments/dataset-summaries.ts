import { type DatasetSummary, type Int64, LIMITS } from "@slipway/contract";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";

/** The tag of an edge that says what a run read a dataset for. */
const CONTEXT_TAG = "mlflow.data.context";

/** The datasets that runs of some experiments read, once for each purpose; as many as MLflow gives out. */
export async function selectDatasetSummaries(
  db: Db,
  dialect: Dialect,
  experimentIds: readonly Int64[],
): Promise<DatasetSummary[]> {
  const rows = await db
    .selectFrom("datasets as d")
    .innerJoin("inputs as i", "i.source_id", "d.dataset_uuid")
    .leftJoin("input_tags as t", (join) =>
      join.onRef("t.input_uuid", "=", "i.input_uuid").on("t.name", "=", CONTEXT_TAG),
    )
    .select(["d.experiment_id", "d.name", "d.digest", "t.value as context"])
    .distinct()
    .where("i.source_type", "=", "DATASET")
    .where(dialect.oneOf(sql.ref("d.experiment_id"), experimentIds))
    .orderBy("d.experiment_id")
    .orderBy("d.name")
    .orderBy("d.digest")
    .limit(LIMITS.pages.datasetSummaries)
    .execute();
  return rows.map(({ experiment_id, name, digest, context }) => ({
    experiment_id: String(experiment_id),
    name,
    digest,
    context: context ?? undefined,
  }));
}
