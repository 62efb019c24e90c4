import { ApiError, type Int64, type Purgeable } from "@slipway/contract";
import type { PurgeRow } from "./purge-store.js";

const NOUNS = { experiment: "Experiment", run: "Run", "logged-model": "Logged model" };
const PLURALS = { experiment: "experiments", run: "runs", "logged-model": "logged models" };

/**
 * Lets pass only what is deleted, and long enough. The words are those of `mlflow gc`.
 * @throws ApiError RESOURCE_DOES_NOT_EXIST, INVALID_PARAMETER_VALUE
 */
export function checkDeleted(
  kind: Purgeable,
  id: string,
  row: PurgeRow | undefined,
  before: Int64 | undefined,
): PurgeRow {
  if (!row) throw new ApiError("RESOURCE_DOES_NOT_EXIST", UNKNOWN[kind](id));
  if (row.lifecycle_stage !== "deleted")
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `${NOUNS[kind]} ${id} is not in \`deleted\` lifecycle stage. Only ${PLURALS[kind]} in \`deleted\` lifecycle stage can be deleted.`,
    );
  if (before !== undefined && (row.deleted_at === null || row.deleted_at > before))
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `${NOUNS[kind]} ${id} is not older than the required age. It was deleted after ${new Date(Number(before)).toISOString()}.`,
    );
  return row;
}

const UNKNOWN = {
  experiment: (id: string) => `No Experiment with id=${id} exists`,
  run: (id: string) => `Run with id=${id} not found`,
  "logged-model": (id: string) => `Logged model with ID '${id}' not found.`,
};
