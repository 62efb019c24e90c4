import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { updateRun, upsertTags } from "./run-store.js";
import { validateRunTag } from "./validate-run-data.js";

/** The tag that repeats a run's name. */
export const RUN_NAME_TAG = "mlflow.runName";

/** Gives a run another name: in its row and in its tag, which always agree. */
export async function renameRun(db: Db, dialect: Dialect, runId: string, name: string): Promise<void> {
  const tag = validateRunTag({ key: RUN_NAME_TAG, value: name });
  await updateRun(db, runId, { name: tag.value });
  await upsertTags(db, dialect, runId, [tag]);
}
