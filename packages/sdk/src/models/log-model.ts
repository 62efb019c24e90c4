import { randomUUID } from "node:crypto";
import { parseArtifactPath } from "@slipway/artifacts";
import type { ModelVersion, Run } from "@slipway/contract";
import { resolveArtifact } from "../artifacts/resolve-artifact.js";
import { isUnknownEndpoint } from "../artifacts/storage-uri.js";
import { keyValues } from "../runs/values.js";
import type { Connection } from "../tracking/connection.js";
import { linkMetrics } from "./link-metrics.js";
import { describeModel, type ModelDescription } from "./mlmodel.js";
import { uploadModelFiles } from "./model-files.js";
import type { ModelOptions } from "./model-options.js";
import { registerModelVersion } from "./register-model.js";

/** A model that was stored. */
export interface LoggedModelResult {
  /** `models:/m-…`, or `runs:/…` on a server without logged models. */
  modelUri: string;
  /** Absent on a server without logged models (MLflow 2). */
  modelId?: string;
  /** Where its files are stored. */
  artifactUri: string;
  /** The version, when it was registered. */
  registeredVersion?: ModelVersion;
}

/**
 * Stores a model of a run the way MLflow 3 does: as a logged model among the run's outputs, READY once its files
 * are stored, UPLOAD_FAILED if that fails. On an MLflow 2 server the files go to the run's artifacts.
 */
export async function logModelOfRun(
  connection: Connection,
  runId: string,
  options: ModelOptions,
): Promise<LoggedModelResult> {
  const { run } = await connection.client.runs.get({ run_id: runId });
  const created = await createLoggedModel(connection, run, options);
  const stored = created
    ? await storeLoggedModel(connection, run, options, created)
    : await storeInRun(connection, run, options);
  if (options.registeredModelName === undefined) return stored;
  const name = options.registeredModelName;
  return { ...stored, registeredVersion: await registerModelVersion(connection, stored.modelUri, name) };
}

/** The logged model's id and place; undefined on a server that has none. */
async function createLoggedModel({ client }: Connection, run: Run, options: ModelOptions) {
  const params = { ...options.params, ...Object.fromEntries(run.data.params.map((p) => [p.key, p.value])) };
  try {
    const { model } = await client.loggedModels.create({
      experiment_id: run.info.experiment_id,
      name: options.name,
      model_type: options.modelType,
      source_run_id: run.info.run_id,
      params: keyValues(params),
      tags: keyValues(options.tags ?? {}),
    });
    return { modelId: model.info.model_id, artifactUri: model.info.artifact_uri };
  } catch (error) {
    if (isUnknownEndpoint(error)) return undefined;
    throw error;
  }
}

async function storeLoggedModel(
  connection: Connection,
  run: Run,
  options: ModelOptions,
  { modelId, artifactUri }: { modelId: string; artifactUri: string },
): Promise<LoggedModelResult> {
  const { client } = connection;
  const step = options.step ?? 0;
  try {
    await client.runs.logOutputs({ run_id: run.info.run_id, models: [{ model_id: modelId, step }] });
    await linkMetrics(client, run, modelId, step);
    const description = descriptionOf(options, {
      artifactPath: artifactUri,
      modelUuid: modelId,
      modelId,
      run,
    });
    await uploadModelFiles(options, description, await resolveArtifact(connection, artifactUri));
  } catch (error) {
    // The reason matters more than whether the server could be told of it.
    const failed = { model_id: modelId, status: "LOGGED_MODEL_UPLOAD_FAILED" } as const;
    await client.loggedModels.finalize(failed).catch(() => undefined);
    throw error;
  }
  await client.loggedModels.finalize({ model_id: modelId, status: "LOGGED_MODEL_READY" });
  return { modelUri: `models:/${modelId}`, modelId, artifactUri };
}

async function storeInRun(
  connection: Connection,
  run: Run,
  options: ModelOptions,
): Promise<LoggedModelResult> {
  const runId = run.info.run_id;
  const path = parseArtifactPath(options.name);
  const modelUuid = randomUUID().replaceAll("-", "");
  const description = descriptionOf(options, { artifactPath: path, modelUuid, run });
  await uploadModelFiles(
    options,
    description,
    await resolveArtifact(connection, run.info.artifact_uri ?? "", path),
  );
  const model_json = JSON.stringify(describeModel(description));
  await connection.client.runs.logModel({ run_id: runId, model_json });
  return { modelUri: `runs:/${runId}/${path}`, artifactUri: `${run.info.artifact_uri}/${path}` };
}

function descriptionOf(
  { flavors = {}, metadata, signature, inputExample }: ModelOptions,
  place: Pick<ModelDescription, "artifactPath" | "modelUuid" | "modelId"> & { run: Run },
): ModelDescription {
  const { run, ...rest } = place;
  const hasInputExample = inputExample !== undefined;
  return {
    ...rest,
    flavors,
    metadata,
    signature,
    hasInputExample,
    runId: run.info.run_id,
    created: new Date(),
  };
}
