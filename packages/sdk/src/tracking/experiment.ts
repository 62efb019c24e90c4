import type { Experiment } from "@slipway/contract";
import { ApiError, type Client } from "../client/index.js";
import { connection, trackingClient } from "./connection.js";

/** The default experiment of every tracking server. */
const DEFAULT_EXPERIMENT_ID = "0";

let active: { baseUrl: string; experimentId: string } | undefined;

/**
 * Puts the runs that start from now on into an experiment, which is created when it is missing.
 * @throws Error when the experiment is deleted, ApiError when an id is unknown
 */
export async function setExperiment(which: string | { experimentId: string }): Promise<Experiment> {
  const { client, baseUrl } = connection();
  const experiment =
    typeof which === "string" ? await getOrCreate(client, which) : await byId(client, which.experimentId);
  if (experiment.lifecycle_stage !== "active") {
    throw new Error(
      `The experiment '${experiment.name}' is deleted, so no runs can go into it. Restore it, or choose another name.`,
    );
  }
  active = { baseUrl, experimentId: experiment.experiment_id };
  return experiment;
}

/** The experiment that was set on the tracking server in use. */
export const activeExperimentId = (): string | undefined =>
  active?.baseUrl === connection().baseUrl ? active.experimentId : undefined;

/**
 * The experiment for a new run, in MLflow's order: the one that was set, `MLFLOW_EXPERIMENT_NAME` (created when
 * missing), `MLFLOW_EXPERIMENT_ID`, the default one.
 */
export async function experimentIdForNewRun(): Promise<string> {
  const set = activeExperimentId();
  if (set !== undefined) return set;
  const { MLFLOW_EXPERIMENT_NAME: name, MLFLOW_EXPERIMENT_ID: id } = process.env;
  if (!name) return id || DEFAULT_EXPERIMENT_ID;
  const { experiment_id } = await getOrCreate(trackingClient(), name);
  if (id && id !== experiment_id) {
    throw new Error(
      `MLFLOW_EXPERIMENT_ID is '${id}', but the experiment '${name}' of MLFLOW_EXPERIMENT_NAME is '${experiment_id}'. Set one of them.`,
    );
  }
  return experiment_id;
}

/** The experiment of a name; undefined when there is none. Deleted ones are found too. */
export async function findExperiment(client: Client, name: string): Promise<Experiment | undefined> {
  try {
    return (await client.experiments.getByName({ experiment_name: name })).experiment;
  } catch (error) {
    if (error instanceof ApiError && error.code === "RESOURCE_DOES_NOT_EXIST") return undefined;
    throw error;
  }
}

const byId = async (client: Client, id: string): Promise<Experiment> =>
  (await client.experiments.get({ experiment_id: id })).experiment;

async function getOrCreate(client: Client, name: string): Promise<Experiment> {
  const found = await findExperiment(client, name);
  if (found) return found;
  try {
    return await byId(client, (await client.experiments.create({ name })).experiment_id);
  } catch (error) {
    // Another process may have created it since.
    const other =
      error instanceof ApiError && error.code === "RESOURCE_ALREADY_EXISTS"
        ? await findExperiment(client, name)
        : undefined;
    if (other) return other;
    throw error;
  }
}
