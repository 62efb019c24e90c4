import type { Experiment, Run } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import { ApiError } from "@slipway/sdk/client";
import type { Ids } from "./ids.js";
import { importLoggedModels, loggedModelsOf } from "./import-logged-models.js";
import { importRun, removeRun } from "./import-run.js";
import { COMPLETE, ORIGIN, tagOf } from "./origin-tags.js";
import { runsOf } from "./read-source.js";

/** Copies an experiment with its runs and logged models; what is there already stays. @returns the copy's id */
export async function importExperiment(
  from: Connection,
  to: Connection,
  experiment: Experiment,
  ids: Ids,
  tell: (done: number, of: number) => void,
): Promise<string> {
  const id = await ensureExperiment(to, experiment);
  const runs = await runsOf(from.client, experiment.experiment_id);
  const copies = await takeStock(to, id);
  const isNew = new Set<string>();
  for (const [index, run] of runs.entries()) {
    tell(index, runs.length);
    const { run_id } = run.info;
    if (!copies.has(run_id)) {
      copies.set(run_id, await importRun(from, to, run, id, ids));
      isNew.add(run_id);
    }
    ids.runs.set(run_id, copies.get(run_id) ?? "");
    await notePlace(to, run, ids);
  }
  await importLoggedModels(from, to, await loggedModelsOf(from, experiment.experiment_id), id, ids);
  for (const run of runs) {
    const { run: copy } = await to.client.runs.get({ run_id: ids.runs.get(run.info.run_id) ?? "" });
    // A deleted one takes nothing more; it was deleted last.
    if (copy.info.lifecycle_stage === "deleted") continue;
    // A search of MLflow's tells nothing of the models that a run made.
    const { run: whole } = await from.client.runs.get({ run_id: run.info.run_id });
    await linkModels(to, whole, copy.info.run_id, ids);
    if (run.info.lifecycle_stage === "deleted") await to.client.runs.delete({ run_id: copy.info.run_id });
  }
  return id;
}

async function ensureExperiment(
  { client }: Connection,
  { name, tags, lifecycle_stage }: Experiment,
): Promise<string> {
  try {
    const { experiment } = await client.experiments.getByName({ experiment_name: name });
    if (experiment.lifecycle_stage !== "active" && lifecycle_stage === "active")
      throw new Error("It is deleted in the store. Restore it there first, or remove it for good.");
    if (experiment.lifecycle_stage !== "active")
      await client.experiments.restore({ experiment_id: experiment.experiment_id });
    for (const tag of tags) {
      const isThere = experiment.tags.some(({ key }) => key === tag.key);
      if (!isThere) await client.experiments.setTag({ experiment_id: experiment.experiment_id, ...tag });
    }
    return experiment.experiment_id;
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "RESOURCE_DOES_NOT_EXIST") throw error;
    return (await client.experiments.create({ name, tags })).experiment_id;
  }
}

/** The complete copies in an experiment, by their origin. Copies that were cut off are removed. */
async function takeStock({ client }: Connection, experimentId: string): Promise<Map<string, string>> {
  const copies = new Map<string, string>();
  for (const { info, data } of await runsOf(client, experimentId)) {
    const origin = tagOf(data.tags, ORIGIN);
    if (origin === undefined) continue;
    if (tagOf(data.tags, COMPLETE) !== undefined) copies.set(origin, info.run_id);
    else if (info.lifecycle_stage === "active") await removeRun(client, info.run_id);
  }
  return copies;
}

async function notePlace({ client }: Connection, run: Run, ids: Ids): Promise<void> {
  const { run: copy } = await client.runs.get({ run_id: ids.runs.get(run.info.run_id) ?? "" });
  for (const place of [run.info.artifact_uri, `runs:/${run.info.run_id}`])
    if (place && copy.info.artifact_uri) ids.places.set(place, copy.info.artifact_uri);
}

async function linkModels({ client }: Connection, run: Run, copy: string, ids: Ids): Promise<void> {
  const outputs = (run.outputs?.model_outputs ?? []).flatMap(({ model_id, step }) => {
    const model = ids.models.get(model_id);
    return model ? [{ model_id: model, step }] : [];
  });
  if (outputs.length > 0) await client.runs.logOutputs({ run_id: copy, models: outputs });
  const inputs = (run.inputs?.model_inputs ?? []).flatMap(({ model_id }) => {
    const model = ids.models.get(model_id);
    return model ? [{ model_id: model }] : [];
  });
  if (inputs.length > 0) await client.runs.logInputs({ run_id: copy, models: inputs });
}
