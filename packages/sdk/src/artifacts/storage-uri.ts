import type { LoggedModel } from "@slipway/contract";
import { ApiError, type Client, iterate } from "../client/index.js";
import { type ModelReference, parseModelsUri, parseRunsUri } from "./models-uri.js";
import { schemeOf } from "./scheme.js";

/** How often a URI may lead to another one: a version's source may be a `runs:/` or `models:/` URI itself. */
const MOST_HOPS = 5;

/** Follows `runs:/` and `models:/` URIs to where the bytes are stored. Other URIs are returned as they are. */
export async function storageUriOf(client: Client, uri: string): Promise<string> {
  let current = uri;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    if (current.startsWith("runs:/")) current = await storageOfRun(client, current);
    else if (current.startsWith("models:/")) current = await storageOfModel(client, current);
    else return current;
  }
  throw new Error(`'${uri}' leads from one model to the next and to no stored files.`);
}

/** Adds a path, whose characters are literal, to a URI. */
export function joinUri(uri: string, path: string): string {
  if (path === "") return uri;
  const encoded = schemeOf(uri) ? path.split("/").map(encodeURIComponent).join("/") : path;
  return `${uri.replace(/\/+$/, "")}/${encoded}`;
}

async function storageOfModel(client: Client, uri: string): Promise<string> {
  const { reference, path } = parseModelsUri(uri);
  if ("modelId" in reference) {
    const { model } = await client.loggedModels.get({ model_id: reference.modelId });
    return joinUri(model.info.artifact_uri, path);
  }
  const version = await versionOf(client, reference);
  const { artifact_uri } = await client.modelVersions.getDownloadUri({ name: reference.name, version });
  return joinUri(artifact_uri, path);
}

/** The version that a reference to a registered model means at this moment. @throws ApiError when there is none */
export async function versionOf(
  client: Client,
  reference: Exclude<ModelReference, { modelId: string }>,
): Promise<string> {
  const { name } = reference;
  if ("version" in reference) return reference.version;
  if ("alias" in reference) {
    const { model_version } = await client.registeredModels.getByAlias({ name, alias: reference.alias });
    return model_version.version;
  }
  const stages = "stage" in reference ? [reference.stage] : [];
  const { model_versions } = await client.registeredModels.getLatestVersions({ name, stages });
  const newest = model_versions.map(({ version }) => BigInt(version)).sort((a, b) => (a < b ? 1 : -1))[0];
  if (newest !== undefined) return String(newest);
  const where = "stage" in reference ? ` in stage '${reference.stage}'` : "";
  throw new ApiError("RESOURCE_DOES_NOT_EXIST", `The registered model '${name}' has no version${where}.`);
}

/** A run's own artifacts; where those lack the path, the logged model that bears its first part as name. */
async function storageOfRun(client: Client, uri: string): Promise<string> {
  const { runId, path } = parseRunsUri(uri);
  const { run } = await client.runs.get({ run_id: runId });
  const own = joinUri(run.info.artifact_uri ?? "", path);
  const [name = "", ...inside] = path.split("/");
  if (name === "") return own;
  const { files } = await client.artifacts.list({ run_id: runId });
  if (files.some((file) => file.path === name)) return own;
  const model = await findLoggedModel(client, { runId, experimentId: run.info.experiment_id, name });
  return model ? joinUri(model.info.artifact_uri, inside.join("/")) : own;
}

/** The newest logged model of a name that a run made; undefined also on servers without logged models. */
export async function findLoggedModel(
  client: Client,
  { runId, experimentId, name }: { runId: string; experimentId: string; name: string },
): Promise<LoggedModel | undefined> {
  if (/[/:.%"']/.test(name)) return undefined;
  const search = { experiment_ids: [experimentId], filter: `name = '${name}'` };
  try {
    for await (const model of iterate(client.loggedModels.search, search)) {
      if (model.info.source_run_id === runId) return model;
    }
  } catch (error) {
    if (!isUnknownEndpoint(error)) throw error;
  }
  return undefined;
}

/** Whether a call failed because the server does not have it: an MLflow 2 server answers a page, not an error. */
export const isUnknownEndpoint = (error: unknown): boolean =>
  error instanceof ApiError
    ? error.code === "ENDPOINT_NOT_FOUND"
    : error instanceof Error && "status" in error && error.status === 404;
