import { join } from "node:path";
import { codeOf } from "./finding.js";
import type { Change } from "./journal.js";
import {
  experimentMeta,
  loggedModelMeta,
  metaField,
  registeredModelMeta,
  runMeta,
  versionMeta,
} from "./meta-files.js";
import { folderOf, type Place } from "./mirror-folders.js";
import { metaText, readMeta } from "./yaml-file.js";

/** Folders that MLflow makes with an entity; a run without them is none to it. */
const FOLDERS: Record<string, readonly string[]> = {
  runs: ["metrics", "params", "artifacts"],
  logged_models: ["metrics", "params"],
};

/** Writes the meta.yaml of something new. */
export async function writeMeta(place: Place, change: Change): Promise<void> {
  const folder = await folderOf(place, change);
  const fields = await fieldsOf(place, change);
  // What came and went in one transaction leaves no file.
  if (folder === undefined || fields === undefined) return;
  place.files.write(`${folder}/meta.yaml`, metaText(fields));
  for (const name of FOLDERS[change.source] ?? []) place.files.folder(`${folder}/${name}`);
}

/** Sets the fields that were set in the index, and leaves all others as whoever wrote the file has them. */
export async function patchMeta(place: Place, changes: readonly Change[]): Promise<void> {
  const byFile = new Map<string, { change: Change; fields: [string, unknown][] }>();
  for (const change of changes) {
    const folder = await folderOf(place, change);
    if (folder === undefined || change.field === null) continue;
    const entry = byFile.get(folder) ?? { change, fields: [] };
    entry.fields.push(metaField(change.source, change.field, change.value));
    byFile.set(folder, entry);
  }
  for (const [folder, { change, fields }] of byFile) {
    const known = present(place, folder) ?? (await fieldsOf(place, change));
    if (known)
      place.files.write(`${folder}/meta.yaml`, metaText({ ...known, ...Object.fromEntries(fields) }));
  }
}

/** The fields in a file; undefined when it is missing or broken, so that it is written anew. */
function present({ root }: Place, folder: string): Record<string, unknown> | undefined {
  try {
    return readMeta(join(root, folder, "meta.yaml")).fields;
  } catch (error) {
    if (codeOf(error) === "" || codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

async function fieldsOf(
  { tx }: Place,
  { source, owner, part }: Change,
): Promise<Record<string, unknown> | undefined> {
  const id = String(owner);
  switch (source) {
    case "experiments": {
      const row = await tx
        .selectFrom("experiments")
        .selectAll()
        .where("experiment_id", "=", owner as number)
        .executeTakeFirst();
      return row && experimentMeta(row);
    }
    case "runs": {
      const row = await tx.selectFrom("runs").selectAll().where("run_uuid", "=", id).executeTakeFirst();
      return row && runMeta(row);
    }
    case "logged_models": {
      const row = await tx
        .selectFrom("logged_models")
        .selectAll()
        .where("model_id", "=", id)
        .executeTakeFirst();
      return row && loggedModelMeta(row);
    }
    case "registered_models": {
      const row = await tx
        .selectFrom("registered_models")
        .selectAll()
        .where("name", "=", id)
        .executeTakeFirst();
      return row && registeredModelMeta(row);
    }
    default: {
      const versions = tx.selectFrom("model_versions").selectAll().where("name", "=", id);
      const row = await versions.where("version", "=", Number(part)).executeTakeFirst();
      return row && versionMeta(row);
    }
  }
}
