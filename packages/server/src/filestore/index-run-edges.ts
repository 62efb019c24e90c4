import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Int64 } from "@slipway/contract";
import { sql } from "kysely";
import { BrokenFile, problemOf } from "./finding.js";
import { note, type Reading } from "./unit.js";
import { type MetaFields, readMeta } from "./yaml-file.js";

const newId = () => randomUUID().replaceAll("-", "");

/** The edges of MLflow's graph that end or start at a run. */
const OF_RUN = {
  inputs: (id: string) => sql`(destination_type = 'RUN' AND destination_id = ${id})
    OR (source_type = 'RUN_INPUT' AND source_id = ${id})`,
  outputs: (id: string) => sql`source_type = 'RUN_OUTPUT' AND source_id = ${id}`,
};

/** Takes what a run reads, or makes, out of the index. */
export async function forgetEdges(
  { tx, unit }: Pick<Reading, "tx" | "unit">,
  which: keyof typeof OF_RUN,
): Promise<void> {
  const those = OF_RUN[which](unit.id);
  await sql`DELETE FROM input_tags WHERE input_uuid IN (SELECT input_uuid FROM inputs WHERE ${those})`.execute(
    tx,
  );
  await sql`DELETE FROM inputs WHERE ${those}`.execute(tx);
}

/** Reads what a run reads: datasets with their tags, and logged models. */
export async function indexInputs(reading: Reading): Promise<void> {
  await forgetEdges(reading, "inputs");
  await eachEdge(reading, "inputs", async (meta) => {
    const id = meta.required("source_id");
    if (meta.text("source_type") === "MODEL")
      await insertEdge(reading, ["RUN_INPUT", reading.unit.id, "MODEL_INPUT", id], 0);
    else {
      const dataset = await ensureDataset(reading, id);
      const edge = await insertEdge(reading, ["DATASET", dataset, "RUN", reading.unit.id], 0);
      for (const [name, value] of meta.texts("tags"))
        await reading.tx.insertInto("input_tags").values({ input_uuid: edge, name, value }).execute();
    }
  });
}

/** Reads which logged models a run made. */
export async function indexOutputs(reading: Reading): Promise<void> {
  await forgetEdges(reading, "outputs");
  await eachEdge(reading, "outputs", async (meta) => {
    const id = meta.required("destination_id");
    await insertEdge(reading, ["RUN_OUTPUT", reading.unit.id, "MODEL_OUTPUT", id], meta.integer("step") ?? 0);
  });
}

async function eachEdge(
  reading: Reading,
  folder: string,
  take: (meta: MetaFields) => Promise<void>,
): Promise<void> {
  const files = [...reading.after.keys()].filter(
    (path) => path.startsWith(`${folder}/`) && path.endsWith("/meta.yaml"),
  );
  for (const path of files) {
    try {
      await take(readMeta(join(reading.folder, path)));
    } catch (error) {
      note(reading, path, problemOf(error));
    }
  }
}

async function insertEdge(
  { tx }: Reading,
  [source_type, source_id, destination_type, destination_id]: [string, string, string, string],
  step: Int64,
): Promise<string> {
  const input_uuid = newId();
  await tx
    .insertInto("inputs")
    .values({ input_uuid, source_type, source_id, destination_type, destination_id, step })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return input_uuid;
}

/** The id in the index of a dataset of the run's experiment, which is read from its own file. */
async function ensureDataset({ tx, root, unit }: Reading, folder: string): Promise<string> {
  if (!/^\w+$/.test(folder)) throw new BrokenFile(`'${folder}' is no dataset.`);
  const experiment = unit.folder.slice(0, unit.folder.lastIndexOf("/"));
  const meta = readMeta(join(root, experiment, "datasets", folder, "meta.yaml"));
  const key = {
    experiment_id: unit.experiment,
    name: meta.required("name"),
    digest: meta.required("digest"),
  };
  const row = {
    dataset_source_type: meta.text("source_type") ?? "",
    dataset_source: meta.text("source") ?? "",
    dataset_schema: meta.text("schema"),
    dataset_profile: meta.text("profile"),
  };
  const answer = await tx
    .insertInto("datasets")
    .values({ dataset_uuid: newId(), ...key, ...row })
    .onConflict((conflict) => conflict.columns(["experiment_id", "name", "digest"]).doUpdateSet(row))
    .returning("dataset_uuid")
    .executeTakeFirstOrThrow();
  return answer.dataset_uuid;
}
