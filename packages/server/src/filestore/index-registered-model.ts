import { join } from "node:path";
import { MODEL_VERSION_STATUSES } from "@slipway/contract";
import { BrokenFile, problemOf } from "./finding.js";
import { oneOf } from "./index-experiment.js";
import { indexPairs, PAIRS } from "./index-pairs.js";
import { note, type Reading } from "./unit.js";
import { readMeta } from "./yaml-file.js";

/** The stages as they are kept; the last one is MLflow's mark of a version that was deleted. */
const STAGES = ["None", "Staging", "Production", "Archived", "Deleted_Internal"] as const;

const OF_MODEL = [
  "model_version_tags",
  "registered_model_aliases",
  "registered_model_tags",
  "model_versions",
] as const;

const WORKSPACE = "default";

/** Reads a registered model with its versions, aliases and tags into the index. */
export async function indexRegisteredModel(reading: Reading): Promise<void> {
  const { tx, unit, folder, before, after } = reading;
  if (String(before.get("meta.yaml")) !== String(after.get("meta.yaml"))) {
    const meta = readMeta(join(folder, "meta.yaml"));
    const name = meta.required("name");
    if (name !== unit.id)
      throw new BrokenFile(`It is of model '${name}', but lies in the folder ${unit.id}.`);
    const row = {
      name,
      creation_time: meta.integer("creation_timestamp"),
      last_updated_time: meta.integer("last_updated_timestamp"),
      description: meta.text("description"),
      workspace: WORKSPACE,
    };
    await tx
      .insertInto("registered_models")
      .values(row)
      .onConflict((conflict) => conflict.columns(["workspace", "name"]).doUpdateSet(row))
      .execute();
  }
  await indexPairs(reading, PAIRS.registeredTags, [WORKSPACE, unit.id], "tags");
  await indexVersions(reading);
  await indexPairs(reading, PAIRS.aliases, [WORKSPACE, unit.id], "aliases", (text, path) => {
    if (/^[1-9]\d{0,9}$/.test(text.trim())) return Number(text);
    note(reading, path, `'${text.slice(0, 40)}' is no number of a version.`);
    return undefined;
  });
}

async function indexVersions(reading: Reading): Promise<void> {
  const { before, after } = reading;
  for (const folder of versionFolders([...before.keys(), ...after.keys()])) {
    const version = Number(folder.slice("version-".length));
    try {
      if (!after.has(`${folder}/meta.yaml`)) await forgetVersion(reading, version);
      else if (String(before.get(`${folder}/meta.yaml`)) !== String(after.get(`${folder}/meta.yaml`)))
        await indexVersion(reading, folder, version);
      else await indexVersionTags(reading, folder, version);
    } catch (error) {
      note(reading, `${folder}/meta.yaml`, problemOf(error));
    }
  }
}

async function indexVersion(reading: Reading, folder: string, version: number): Promise<void> {
  const { tx, unit } = reading;
  const meta = readMeta(join(reading.folder, folder, "meta.yaml"));
  if (Number(meta.required("version")) !== version)
    throw new BrokenFile(`It is of version ${meta.text("version")}, but lies in the folder ${folder}.`);
  const row = {
    name: unit.id,
    version,
    creation_time: meta.integer("creation_timestamp"),
    last_updated_time: meta.integer("last_updated_timestamp"),
    description: meta.text("description"),
    user_id: meta.text("user_id"),
    current_stage: oneOf(reading, meta.text("current_stage"), STAGES, "None"),
    source: meta.text("source"),
    run_id: meta.text("run_id"),
    status: oneOf(reading, meta.text("status"), STATUSES, "READY"),
    status_message: meta.text("status_message"),
    run_link: meta.text("run_link"),
    storage_location: meta.text("storage_location"),
    workspace: WORKSPACE,
  };
  await tx
    .insertInto("model_versions")
    .values(row)
    .onConflict((conflict) => conflict.columns(["workspace", "name", "version"]).doUpdateSet(row))
    .execute();
  await indexVersionTags(reading, folder, version);
}

const STATUSES = Object.keys(MODEL_VERSION_STATUSES);

const indexVersionTags = (reading: Reading, folder: string, version: number) =>
  indexPairs(reading, PAIRS.versionTags, [WORKSPACE, reading.unit.id, version], `${folder}/tags`);

async function forgetVersion({ tx, unit }: Reading, version: number): Promise<void> {
  for (const table of ["model_version_tags", "model_versions"] as const)
    await tx.deleteFrom(table).where("name", "=", unit.id).where("version", "=", version).execute();
}

/** The folders of versions among some paths. */
export const versionFolders = (paths: readonly string[]): string[] => [
  ...new Set(paths.flatMap((path) => /^version-[1-9]\d{0,9}(?=\/)/.exec(path)?.[0] ?? [])),
];

/** Takes a registered model out of the index. */
export async function forgetRegisteredModel({ tx, unit }: Pick<Reading, "tx" | "unit">): Promise<void> {
  for (const table of [...OF_MODEL, "registered_models"] as const)
    await tx.deleteFrom(table).where("name", "=", unit.id).execute();
}
