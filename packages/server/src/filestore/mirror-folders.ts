import { join } from "node:path";
import { ApiError } from "@slipway/contract";
import type { Db } from "../database/database.js";
import { isFolder, MODELS, TRASH } from "./find-units.js";
import { unitsOf } from "./index-state.js";
import type { Change } from "./journal.js";
import type { SafeFiles } from "./safe-files.js";

/** What the files of a transaction are written with. */
export interface Place {
  tx: Db;
  root: string;
  files: SafeFiles;
}

/** Where an experiment lies, or will lie: in the trash when it is there. */
export function experimentFolder(root: string, id: string): string {
  const trashed = `${TRASH}/${id}`;
  return !isFolder(join(root, id)) && isFolder(join(root, trashed)) ? trashed : id;
}

/** The folder of what a change is about, below the root; undefined when it is nowhere any more. */
export async function folderOf({ tx, root }: Place, change: Change): Promise<string | undefined> {
  const owner = String(change.owner);
  const inside = (experiment: unknown, ...rest: string[]) =>
    [experimentFolder(root, String(experiment)), ...rest].join("/");
  switch (change.source) {
    case "experiments":
    case "experiment_tags":
      return experimentFolder(root, owner);
    case "runs":
    case "tags":
    case "params":
    case "metrics": {
      const run = tx.selectFrom("runs").select("experiment_id").where("run_uuid", "=", owner);
      const row = await run.executeTakeFirst();
      return row ? inside(row.experiment_id, owner) : whereIt(tx, "run", owner);
    }
    case "logged_models":
    case "logged_model_tags":
    case "logged_model_params":
    case "logged_model_metrics": {
      const model = tx.selectFrom("logged_models").select("experiment_id").where("model_id", "=", owner);
      const row = await model.executeTakeFirst();
      return row ? inside(row.experiment_id, MODELS, owner) : whereIt(tx, "logged-model", owner);
    }
    case "registered_models":
    case "registered_model_tags":
    case "registered_model_aliases":
      return `${MODELS}/${component(owner)}`;
    case "model_versions":
      return `${MODELS}/${component(owner)}/version-${change.part}`;
    case "model_version_tags":
      return `${MODELS}/${component(owner)}/version-${change.detail}`;
    default:
      throw new Error(`a change of ${change.source} has no folder`);
  }
}

/** Where the files of what is gone from the index were. */
async function whereIt(tx: Db, kind: "run" | "logged-model", id: string): Promise<string | undefined> {
  return (await unitsOf(tx, kind, id))[0]?.folder;
}

/** A name that is to be one folder. @throws ApiError as MLflow's file store does */
function component(name: string): string {
  if (!/[/\\%]/.test(name) && name !== "." && name !== "..") return name;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid name: '${name}'. Registered model name cannot contain path separator or '%' character, because it is a folder's name among MLflow's files.`,
  );
}
