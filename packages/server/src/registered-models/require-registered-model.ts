import { ApiError } from "@slipway/contract";
import type { Db } from "../database/database.js";
import {
  findModel,
  findModelTag,
  insertModel,
  lockModel,
  type RegisteredModelRow,
  updateModel,
} from "./registered-model-store.js";
import { validateModelName } from "./validate-registry.js";

/** The registered model of a name, when there is one. */
export const findRegisteredModel = findModel;

/** The value of one tag of a registered model; undefined when it has no such tag. */
export const findRegisteredModelTag = findModelTag;

/** The registered model that a call is about. @throws ApiError RESOURCE_DOES_NOT_EXIST */
export async function requireRegisteredModel(db: Db, name: string): Promise<RegisteredModelRow> {
  validateModelName(name);
  const row = await findModel(db, name);
  if (row) return row;
  throw modelNotFound(name);
}

/** As {@link requireRegisteredModel}, for a write: nobody else changes the model until the transaction ends. */
export async function holdRegisteredModel(tx: Db, name: string): Promise<RegisteredModelRow> {
  validateModelName(name);
  const row = await lockModel(tx, name);
  if (row) return row;
  throw modelNotFound(name);
}

/** Lets nobody else change the model of a name, if there is one, until the transaction ends. */
export const lockRegisteredModel = lockModel;

/** Notes that something of a model changes. @throws ApiError RESOURCE_DOES_NOT_EXIST */
export async function touchRegisteredModel(tx: Db, name: string, time: number): Promise<void> {
  await holdRegisteredModel(tx, name);
  await updateModel(tx, name, { last_updated_time: time });
}

/** Makes a registered model unless there is one of the name. @returns whether it is new */
export async function ensureRegisteredModel(tx: Db, name: string, time: number): Promise<boolean> {
  validateModelName(name);
  if (await findModel(tx, name)) return false;
  await insertModel(tx, { name, description: "", time });
  return true;
}

const modelNotFound = (name: string) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `Registered Model with name=${name} not found`);
