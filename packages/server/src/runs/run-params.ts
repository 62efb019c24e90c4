import { ApiError, type KeyValue } from "@slipway/contract";
import { sql } from "kysely";
import type { Db } from "../database/database.js";
import type { Dialect } from "../database/dialects/index.js";
import { pythonText } from "../validation/python-text.js";
import { insertParams, selectParams } from "./run-store.js";

/** A param never changes: the same value again is fine, another one is an error. @throws ApiError */
export async function refuseChangedParam(db: Db, runId: string, { key, value }: KeyValue): Promise<void> {
  const answer = await sql<{ value: string }>`
    SELECT value FROM params WHERE run_uuid = ${runId} AND key = ${key}`.execute(db);
  const known = answer.rows[0]?.value;
  if (known === undefined || known === value) return;
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
  const known = await selectParams(db, runId);
  const changed = params.filter(({ key, value }) => (known.get(key) ?? value) !== value);
  if (changed.length > 0)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Changing param values is not allowed. Params were already logged='[${changed
        .map(({ key, value }) => describe(key, known.get(key) ?? "", value))
        .join(", ")}]' for run ID='${runId}'.`,
    );
  await insertParams(db, dialect, runId, params);
}

const describe = (key: string, known: string, value: string) =>
  `{'key': ${pythonText(key)}, 'old_value': ${pythonText(known)}, 'new_value': ${pythonText(value)}}`;
