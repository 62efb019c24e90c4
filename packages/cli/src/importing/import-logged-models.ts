import type { LoggedModel } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import { iterate } from "@slipway/sdk/client";
import type { Ids } from "./ids.js";
import { copyArtifacts } from "./import-run.js";
import { COMPLETE, ORIGIN, tagOf, withoutOrigin } from "./origin-tags.js";

/** The logged models of an experiment; none from a server that knows no such. */
export async function loggedModelsOf({ client }: Connection, experimentId: string): Promise<LoggedModel[]> {
  const models: LoggedModel[] = [];
  try {
    for await (const model of iterate(client.loggedModels.search, { experiment_ids: [experimentId] }))
      models.push(model);
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code) === "ENDPOINT_NOT_FOUND") return [];
    throw error;
  }
  return models;
}

/** Copies the logged models of an experiment that are not there yet. Their runs must be there. */
export async function importLoggedModels(
  from: Connection,
  to: Connection,
  models: readonly LoggedModel[],
  experimentId: string,
  ids: Ids,
): Promise<void> {
  for (const copy of await loggedModelsOf(to, experimentId)) {
    const origin = tagOf(copy.info.tags, ORIGIN);
    if (origin === undefined) continue;
    if (tagOf(copy.info.tags, COMPLETE) !== undefined) note(ids, models, origin, copy);
    else await to.client.loggedModels.delete({ model_id: copy.info.model_id });
  }
  for (const model of models) {
    if (ids.models.has(model.info.model_id)) continue;
    note(ids, models, model.info.model_id, await importOne(from, to, model, experimentId, ids));
  }
}

function note(ids: Ids, models: readonly LoggedModel[], origin: string, copy: LoggedModel): void {
  ids.models.set(origin, copy.info.model_id);
  const place = models.find(({ info }) => info.model_id === origin)?.info.artifact_uri;
  if (place && copy.info.artifact_uri) ids.places.set(place, copy.info.artifact_uri);
}

async function importOne(
  from: Connection,
  to: Connection,
  { info, data }: LoggedModel,
  experimentId: string,
  ids: Ids,
): Promise<LoggedModel> {
  const source = ids.runs.get(info.source_run_id ?? "");
  const { model } = await to.client.loggedModels.create({
    experiment_id: experimentId,
    name: info.name,
    ...(info.model_type && { model_type: info.model_type }),
    ...(source && { source_run_id: source }),
    params: data?.params ?? [],
    tags: [
      ...withoutOrigin(info.tags).filter(({ key }) => key !== "mlflow.modelVersions"),
      { key: ORIGIN, value: info.model_id },
    ],
  });
  const id = model.info.model_id;
  for (const { run_id, ...metric } of data?.metrics ?? []) {
    const run = ids.runs.get(run_id ?? "");
    if (run) await to.client.runs.logBatch({ run_id: run, metrics: [{ ...metric, model_id: id }] });
  }
  const { files } = await from.client.artifacts.listOfLoggedModel({ model_id: info.model_id });
  if (files.length > 0)
    await copyArtifacts(from, `models:/${info.model_id}`, to, model.info.artifact_uri ?? "");
  if (info.status === "LOGGED_MODEL_READY" || info.status === "LOGGED_MODEL_UPLOAD_FAILED")
    await to.client.loggedModels.finalize({ model_id: id, status: info.status });
  await to.client.loggedModels.setTags({ model_id: id, tags: [{ key: COMPLETE, value: "true" }] });
  return model;
}
