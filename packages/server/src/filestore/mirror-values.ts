import { existsSync } from "node:fs";
import { join } from "node:path";
import { ApiError } from "@slipway/contract";
import type { Change } from "./journal.js";
import { folderOf, type Place } from "./mirror-folders.js";
import { readText } from "./read-text.js";

/** The folder of the values of each table. */
const FOLDERS: Record<string, string> = {
  experiment_tags: "tags",
  tags: "tags",
  params: "params",
  logged_model_tags: "tags",
  logged_model_params: "params",
  registered_model_tags: "tags",
  registered_model_aliases: "aliases",
  model_version_tags: "tags",
};

/** Writes, or removes, the file of a tag, a param or an alias. */
export async function mirrorValue(place: Place, change: Change): Promise<void> {
  const kind = FOLDERS[change.source];
  const folder = kind === undefined ? undefined : await folderOf(place, change);
  if (folder === undefined) return;
  const path = `${folder}/${kind}/${change.part}`;
  if (change.event === "delete") place.files.remove(path);
  else {
    const value = String(change.value ?? "");
    if (change.source === "params") refuseOther(place, path, change, value);
    place.files.write(path, value);
  }
}

/** Another program may have logged the param a moment ago: then it stays, as among MLflow's own clients. */
function refuseOther({ root }: Place, path: string, { part, owner }: Change, value: string): void {
  const file = join(root, path);
  if (!existsSync(file)) return;
  const known = readText(file);
  if (known === value) return;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Changing param values is not allowed. Param with key='${part}' was already logged with value='${known}' ` +
      `for run ID='${owner}'. Attempted logging new value '${value}'.`,
  );
}
