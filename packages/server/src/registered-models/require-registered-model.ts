import { ApiError } from "@slipway/contract";
import type { Db } from "../database/database.js";
import { findModel, insertModel, type RegisteredModelRow, updateModel } from "./registered-model-store.js";
import { validateModelName } from "./validate-registry.js";

/** The registered model of a name, when there is one. */
export const findRegisteredModel = findModel;

/** The registered model that a call is about. @throws ApiError RESOURCE_DOES_NOT_EXIST */
export async function requireRegisteredModel(db: Db, name: string): Promise<RegisteredModelRow> {
  validateModelName(name);
  const row = await findModel(db, name);
  if (row) return row;
  throw modelNotFound(name);
}

/** Notes that something of a model changes. @throws ApiError RESOURCE_DOES_NOT_EXIST */
export async function touchRegisteredModel(tx: Db, name: string, time: number): Promise<void> {
  validateModelName(name);
  if (!(await updateModel(tx, name, { last_updated_time: time }))) throw modelNotFound(name);
}

/** Makes a registered model unless there is one of the name. */
export async function ensureRegisteredModel(tx: Db, name: string, time: number): Promise<void> {
  validateModelName(name);
  if (!(await findModel(tx, name))) await insertModel(tx, { name, description: "", time });
}

const modelNotFound = (name: string) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `Registered Model with name=${name} not found`);
