import type { ModelVersion } from "@slipway/contract";
import { parseModelsUri, parseRunsUri } from "../artifacts/models-uri.js";
import { findLoggedModel, joinUri } from "../artifacts/storage-uri.js";
import { ApiError, type Client } from "../client/index.js";
import type { Connection } from "../tracking/connection.js";

/** How long a registry may take to copy a model's files. */
const PATIENCE_MILLISECONDS = 300_000;

/** Where a new version's files are, and where they come from. */
interface Origin {
  source: string;
  run_id?: string | undefined;
  model_id?: string | undefined;
}

/** Registers a model as a new version, creating the registered model when it is missing. */
export async function registerModelVersion(
  { client }: Connection,
  uri: string,
  name: string,
  tags: { key: string; value: string }[] = [],
): Promise<ModelVersion> {
  const origin = await originOf(client, uri);
  await createIfMissing(client, name);
  const { model_version } = await client.modelVersions.create({ name, ...origin, tags });
  return ready(client, model_version);
}

async function originOf(client: Client, uri: string): Promise<Origin> {
  if (uri.startsWith("runs:/")) return originInRun(client, uri);
  if (!uri.startsWith("models:/")) return { source: uri };
  const { reference } = parseModelsUri(uri);
  if (!("modelId" in reference)) return { source: uri };
  const { model } = await client.loggedModels.get({ model_id: reference.modelId });
  return { source: uri, model_id: reference.modelId, run_id: model.info.source_run_id || undefined };
}

/** Files of the run when an MLmodel lies at the path, else the logged model of that name. */
async function originInRun(client: Client, uri: string): Promise<Origin> {
  const { runId, path } = parseRunsUri(uri);
  const { run } = await client.runs.get({ run_id: runId });
  const { files } = await client.artifacts.list({ run_id: runId, path: path || undefined });
  const modelFile = path ? `${path}/MLmodel` : "MLmodel";
  if (files.some((file) => file.path === modelFile)) {
    return { source: joinUri(run.info.artifact_uri ?? "", path), run_id: runId };
  }
  const model = await findLoggedModel(client, { runId, experimentId: run.info.experiment_id, name: path });
  if (!model) {
    throw new ApiError(
      "RESOURCE_DOES_NOT_EXIST",
      `The run ${runId} has no model '${path}': neither files with an MLmodel nor a logged model of that name.`,
    );
  }
  const { model_id } = model.info;
  return { source: `models:/${model_id}`, run_id: runId, model_id };
}

async function createIfMissing(client: Client, name: string): Promise<void> {
  try {
    await client.registeredModels.create({ name });
  } catch (error) {
    const exists = ["RESOURCE_ALREADY_EXISTS", "ALREADY_EXISTS"];
    if (!(error instanceof ApiError && exists.includes(error.code))) throw error;
  }
}

async function ready(client: Client, version: ModelVersion): Promise<ModelVersion> {
  const until = Date.now() + PATIENCE_MILLISECONDS;
  let current = version;
  for (let wait = 100; current.status === "PENDING_REGISTRATION"; wait = Math.min(3000, wait * 2)) {
    if (Date.now() > until) break;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const { name } = version;
    current = (await client.modelVersions.get({ name, version: version.version })).model_version;
  }
  if (current.status === "READY") return current;
  const why = current.status_message ? `: ${current.status_message}` : "";
  throw new Error(`Version ${version.version} of '${version.name}' is ${current.status}, not READY${why}.`);
}
