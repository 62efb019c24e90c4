import type { endpoints, InputOf, ModelVersion, RegisteredModel } from "@slipway/contract";
import { iterate } from "../client/index.js";
import { keyValues, type Value } from "../runs/values.js";
import { connection, trackingClient } from "../tracking/connection.js";
import { registerModelVersion } from "./register-model.js";

type Tags = Readonly<Record<string, Value>>;

/**
 * Registers the model at a URI (`runs:/…`, `models:/…`, or where its files are stored) as a new version of a
 * registered model, which is created when it is missing. Waits until the version is READY.
 */
export const registerModel = (uri: string, name: string, tags: Tags = {}): Promise<ModelVersion> =>
  registerModelVersion(connection(), uri, name, keyValues(tags));

/** @throws ApiError RESOURCE_ALREADY_EXISTS when the name is taken */
export async function createRegisteredModel(
  name: string,
  { tags = {}, description }: { tags?: Tags; description?: string } = {},
): Promise<RegisteredModel> {
  const answer = await trackingClient().registeredModels.create({ name, description, tags: keyValues(tags) });
  return answer.registered_model;
}

/** @throws ApiError RESOURCE_DOES_NOT_EXIST */
export const getRegisteredModel = async (name: string): Promise<RegisteredModel> =>
  (await trackingClient().registeredModels.get({ name })).registered_model;

/** Creates a version with exactly these fields; {@link registerModel} finds them out itself. */
export const createModelVersion = async (
  input: InputOf<typeof endpoints.modelVersions.create>,
): Promise<ModelVersion> => (await trackingClient().modelVersions.create(input)).model_version;

/** @throws ApiError RESOURCE_DOES_NOT_EXIST */
export const getModelVersion = async (name: string, version: string): Promise<ModelVersion> =>
  (await trackingClient().modelVersions.get({ name, version })).model_version;

/** All versions that a filter of the search language finds, e.g. `name = 'spam-filter'`. */
export async function searchModelVersions(filter: string, orderBy: string[] = []): Promise<ModelVersion[]> {
  const { modelVersions } = trackingClient();
  const versions: ModelVersion[] = [];
  for await (const version of iterate(modelVersions.search, { filter, order_by: orderBy })) {
    versions.push(version);
  }
  return versions;
}

/** The newest version in each of the stages; in every stage when none is given. */
export const getLatestVersions = async (name: string, stages: string[] = []): Promise<ModelVersion[]> =>
  (await trackingClient().registeredModels.getLatestVersions({ name, stages })).model_versions;

/** Moves a version to a stage; with `archiveExisting`, those that are in it go to Archived. */
export async function transitionModelVersionStage(
  name: string,
  version: string,
  stage: string,
  { archiveExisting = false }: { archiveExisting?: boolean } = {},
): Promise<ModelVersion> {
  const input = { name, version, stage, archive_existing_versions: archiveExisting };
  return (await trackingClient().modelVersions.transitionStage(input)).model_version;
}

/** Lets an alias name a version, and no other one any more. */
export async function setRegisteredModelAlias(name: string, alias: string, version: string): Promise<void> {
  await trackingClient().registeredModels.setAlias({ name, alias, version });
}

/** Does nothing when the model has no such alias. */
export async function deleteRegisteredModelAlias(name: string, alias: string): Promise<void> {
  await trackingClient().registeredModels.deleteAlias({ name, alias });
}

/** The version that an alias names. */
export const getModelVersionByAlias = async (name: string, alias: string): Promise<ModelVersion> =>
  (await trackingClient().registeredModels.getByAlias({ name, alias })).model_version;

export async function setModelVersionTag(
  name: string,
  version: string,
  key: string,
  value: Value,
): Promise<void> {
  await trackingClient().modelVersions.setTag({ name, version, key, value: String(value) });
}
