import { ApiError, type KeyValue } from "@slipway/contract";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { pythonText } from "../validation/python-text.js";
import { insertParams, selectParams } from "./run-store.js";

/** Adds a param, which never changes: the same value again is fine, another one is an error. @throws ApiError */
export async function logParam(
  db: Db,
  dialect: Dialect,
  runId: string,
  { key, value }: KeyValue,
): Promise<void> {
  if ((await insertParams(db, dialect, runId, [{ key, value }])) > 0) return;
  const known = (await selectParams(db, runId)).get(key);
  if (known === value) return;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${known}' ` +
      `for run ID='${runId}'. Attempted logging new value '${value}'.`,
  );
}

/** Adds the params of a batch, under the same rule. @throws ApiError naming all that would change */
export async function logParams(
  db: Db,
  dialect: Dialect,
  runId: string,
  params: readonly KeyValue[],
): Promise<void> {
  // Looked for only now: so it sees what others, in whatever process, have logged meanwhile.
  if ((await insertParams(db, dialect, runId, params)) === params.length) return;
  const known = await selectParams(db, runId);
  const changed = params.filter(({ key, value }) => known.get(key) !== value);
  if (changed.length > 0)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Changing param values is not allowed. Params were already logged='[${changed
        .map(({ key, value }) => describe(key, known.get(key) ?? "", value))
        .join(", ")}]' for run ID='${runId}'.`,
    );
}

const describe = (key: string, known: string, value: string) =>
  `{'key': ${pythonText(key)}, 'old_value': ${pythonText(known)}, 'new_value': ${pythonText(value)}}`;
