import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Selectable } from "kysely";
import type { Tables } from "../database/schema/index.js";
import type { Change } from "./journal.js";
import { experimentFolder, type Place } from "./mirror-folders.js";
import { metaText } from "./yaml-file.js";

type Edge = Selectable<Tables["inputs"]>;

const md5 = (...texts: string[]) => createHash("md5").update(texts.join("")).digest("hex");

/** Writes what a run reads or makes: a folder for each, named as MLflow names it. */
export async function mirrorEdge(place: Place, { owner }: Change): Promise<void> {
  const { tx } = place;
  const edge = await tx
    .selectFrom("inputs")
    .selectAll()
    .where("input_uuid", "=", String(owner))
    .executeTakeFirst();
  if (!edge) return;
  if (edge.source_type === "DATASET") await writeDatasetInput(place, edge);
  else if (edge.source_type === "RUN_INPUT") await writeModel(place, edge, "inputs");
  else if (edge.source_type === "RUN_OUTPUT") await writeModel(place, edge, "outputs");
}

async function writeModel(place: Place, edge: Edge, kind: "inputs" | "outputs"): Promise<void> {
  const { source_id: run, destination_id: model, step } = edge;
  const folder = await runFolder(place, run);
  if (folder === undefined) return;
  const id = kind === "inputs" ? md5(model, run) : model;
  const types =
    kind === "inputs"
      ? { source_type: "MODEL", destination_type: "RUN" }
      : { source_type: "RUN_OUTPUT", destination_type: "MODEL_OUTPUT", step };
  // MLflow writes the source as the destination, too.
  const fields = { ...types, source_id: model, destination_id: model, tags: {} };
  place.files.write(`${folder}/${kind}/${id}/meta.yaml`, metaText(fields));
}

async function writeDatasetInput(place: Place, edge: Edge): Promise<void> {
  const { tx, files, root } = place;
  const run = edge.destination_id;
  const folder = await runFolder(place, run);
  const dataset = await tx
    .selectFrom("datasets")
    .selectAll()
    .where("dataset_uuid", "=", edge.source_id)
    .executeTakeFirst();
  if (folder === undefined || !dataset) return;
  const id = md5(dataset.name, dataset.digest);
  const file = `${experimentFolder(root, String(dataset.experiment_id))}/datasets/${id}/meta.yaml`;
  if (!existsSync(join(root, file)))
    files.write(
      file,
      metaText({
        digest: dataset.digest,
        name: dataset.name,
        profile: dataset.dataset_profile,
        schema: dataset.dataset_schema,
        source: dataset.dataset_source,
        source_type: dataset.dataset_source_type,
      }),
    );
  const tags = await tx
    .selectFrom("input_tags")
    .select(["name", "value"])
    .where("input_uuid", "=", edge.input_uuid)
    .execute();
  const fields = {
    source_type: "DATASET",
    source_id: id,
    destination_type: "RUN",
    destination_id: id,
    tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
  };
  files.write(`${folder}/inputs/${md5(id, run)}/meta.yaml`, metaText(fields));
}

async function runFolder({ tx, root }: Place, id: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("runs")
    .select("experiment_id")
    .where("run_uuid", "=", id)
    .executeTakeFirst();
  return row && `${experimentFolder(root, String(row.experiment_id))}/${id}`;
}
