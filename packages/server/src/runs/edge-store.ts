import { randomUUID } from "node:crypto";
import type { DatasetInput, Int64, ModelOutput } from "@slipway/contract";
import { type Selectable, sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import type { Tables } from "../database/schema/index.js";

// MLflow keeps what a run reads and makes as edges of one graph.
const READS_DATASET = { source_type: "DATASET", destination_type: "RUN" } as const;
const READS_MODEL = { source_type: "RUN_INPUT", destination_type: "MODEL_INPUT" } as const;
const MAKES_MODEL = { source_type: "RUN_OUTPUT", destination_type: "MODEL_OUTPUT" } as const;

const newId = () => randomUUID().replaceAll("-", "");

/** The id of a dataset of an experiment, which is made when it is new: name and digest are its identity. */
async function ensureDataset(db: Db, experimentId: Int64, { dataset }: DatasetInput): Promise<string> {
  const known = await db
    .selectFrom("datasets")
    .select("dataset_uuid")
    .where("experiment_id", "=", experimentId)
    .where("name", "=", dataset.name)
    .where("digest", "=", dataset.digest)
    .executeTakeFirst();
  if (known) return known.dataset_uuid;
  const dataset_uuid = newId();
  await db
    .insertInto("datasets")
    .values({
      dataset_uuid,
      experiment_id: experimentId,
      name: dataset.name,
      digest: dataset.digest,
      dataset_source_type: dataset.source_type,
      dataset_source: dataset.source,
      dataset_schema: dataset.schema ?? null,
      dataset_profile: dataset.profile ?? null,
    })
    .execute();
  return dataset_uuid;
}

/** Says that a run reads a dataset. Its tags are those of the first time. */
export async function insertDatasetInput(
  db: Db,
  run: { id: string; experiment_id: Int64 },
  input: DatasetInput,
): Promise<void> {
  const source_id = await ensureDataset(db, run.experiment_id, input);
  const input_uuid = await insertEdge(db, { ...READS_DATASET, source_id, destination_id: run.id, step: 0 });
  if (!input_uuid) return;
  for (const { key, value } of input.tags)
    await db
      .insertInto("input_tags")
      .values({ input_uuid, name: key, value })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

export const insertModelInput = (db: Db, runId: string, modelId: string) =>
  insertEdge(db, { ...READS_MODEL, source_id: runId, destination_id: modelId, step: 0 });

/** Says that a run made a model. The step of the first time stays. */
export const insertModelOutput = (db: Db, runId: string, { model_id, step }: ModelOutput) =>
  insertEdge(db, { ...MAKES_MODEL, source_id: runId, destination_id: model_id, step });

type Edge = Omit<Selectable<Tables["inputs"]>, "input_uuid">;

/** @returns the new edge's id; undefined when it was there already */
async function insertEdge(db: Db, edge: Edge): Promise<string | undefined> {
  const input_uuid = newId();
  const answer = await db
    .insertInto("inputs")
    .values({ input_uuid, ...edge })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return answer.numInsertedOrUpdatedRows ? input_uuid : undefined;
}

/** The models that each of some runs read or made. */
export async function selectModels(
  db: Db,
  dialect: Dialect,
  which: "inputs" | "outputs",
  runIds: readonly string[],
): Promise<Map<string, ModelOutput[]>> {
  const { source_type, destination_type } = which === "inputs" ? READS_MODEL : MAKES_MODEL;
  const models = new Map<string, ModelOutput[]>(runIds.map((id) => [id, []]));
  const rows = await db
    .selectFrom("inputs")
    .select(["source_id", "destination_id", "step"])
    .where("source_type", "=", source_type)
    .where(dialect.oneOf(sql.ref("source_id"), runIds))
    .where("destination_type", "=", destination_type)
    .execute();
  for (const { source_id, destination_id, step } of rows)
    models.get(source_id)?.push({ model_id: destination_id, step });
  return models;
}

/** The datasets that each of some runs read. */
export async function selectDatasetInputs(
  db: Db,
  dialect: Dialect,
  runIds: readonly string[],
): Promise<Map<string, DatasetInput[]>> {
  const inputs = new Map<string, DatasetInput[]>(runIds.map((id) => [id, []]));
  const rows = await db
    .selectFrom("inputs as i")
    .innerJoin("datasets as d", "d.dataset_uuid", "i.source_id")
    .selectAll("d")
    .select(["i.input_uuid", "i.destination_id"])
    .where("i.destination_type", "=", READS_DATASET.destination_type)
    .where(dialect.oneOf(sql.ref("i.destination_id"), runIds))
    .where("i.source_type", "=", READS_DATASET.source_type)
    .execute();
  if (rows.length === 0) return inputs;
  const tags = await selectInputTags(
    db,
    dialect,
    rows.map((row) => row.input_uuid),
  );
  for (const row of rows) {
    const dataset = {
      name: row.name,
      digest: row.digest,
      source_type: row.dataset_source_type,
      source: row.dataset_source,
      schema: row.dataset_schema || undefined,
      profile: row.dataset_profile || undefined,
    };
    inputs.get(row.destination_id)?.push({ tags: tags.get(row.input_uuid) ?? [], dataset });
  }
  return inputs;
}

async function selectInputTags(db: Db, dialect: Dialect, ids: readonly string[]) {
  const tags = new Map<string, DatasetInput["tags"]>(ids.map((id) => [id, []]));
  const rows = await db
    .selectFrom("input_tags")
    .selectAll()
    .where(dialect.oneOf(sql.ref("input_uuid"), ids))
    .execute();
  for (const { input_uuid, name, value } of rows) tags.get(input_uuid)?.push({ key: name, value });
  return tags;
}
