import type { Run } from "@slipway/contract";
import type { Client } from "@slipway/sdk";
import { PipelineError } from "../pipeline-error.js";

/** The model that a run logged. */
export interface ModelArtifact {
  /** `runs:/<run id>/<name>`. */
  uri: string;
  /** Where its files are stored. */
  source: string;
  /** The logged model (MLflow 3); absent when the files lie among the run's artifacts (MLflow 2). */
  modelId?: string;
}

/**
 * Finds the model that a run logged under a name: the logged model of that name among its outputs, the newest if
 * there are several, else a folder of its artifacts.
 * @throws PipelineError `usage` when there is none, naming those that there are
 */
export async function findModel(client: Client, run: Run, name: string): Promise<ModelArtifact> {
  const uri = `runs:/${run.info.run_id}/${name}`;
  const outputs = run.outputs?.model_outputs ?? [];
  const logged = await Promise.all(
    outputs.map(async ({ model_id }) => (await client.loggedModels.get({ model_id })).model.info),
  );
  const newest = logged
    .filter((model) => model.name === name)
    .sort((a, b) => Number(b.creation_timestamp_ms) - Number(a.creation_timestamp_ms))[0];
  if (newest) return { uri, source: newest.artifact_uri, modelId: newest.model_id };
  const { files } = await client.artifacts.list({ run_id: run.info.run_id });
  if (files.some((file) => file.is_dir && file.path === name)) {
    return { uri, source: `${run.info.artifact_uri ?? ""}/${name}` };
  }
  const folders = files.filter((file) => file.is_dir && file.path !== "slipway").map((file) => file.path);
  const known = [...new Set([...logged.map((model) => model.name), ...folders])];
  throw new PipelineError("usage", `run ${run.info.run_id} logged no model \`${name}\``, {
    hint:
      known.length > 0
        ? `it logged ${known.join(", ")}: name it with \`release.artifact\``
        : 'training code has to log its model, e.g. with `mlflow.sklearn.log_model(model, name="model")`',
  });
}
