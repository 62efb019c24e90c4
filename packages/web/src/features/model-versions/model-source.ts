import type { ModelVersion } from "@slipway/contract";
import type { ArtifactSource } from "../artifacts/artifact-source.js";

/** Where the files of a version can be listed: whose artifacts they are, and below which folder. */
export interface ModelSource {
  source: ArtifactSource;
  path: string;
}

/**
 * The artifacts that a version was registered from: a logged model's, or a folder of its run's. Undefined when its
 * source is elsewhere.
 */
export function modelSource({
  source = "",
  run_id,
  model_id,
}: Pick<ModelVersion, "source" | "run_id" | "model_id">): ModelSource | undefined {
  const logged = model_id || /^models:\/+(m-[^/]+)/.exec(source)?.[1];
  if (logged) return { source: { modelId: logged }, path: "" };
  const [, runId, path = ""] = /^runs:\/+([^/]+)\/?(.*)$/.exec(source) ?? inFolderOfRun(source, run_id);
  return runId ? { source: { runId }, path: path.replace(/\/+$/, "") } : undefined;
}

/** As `mlflow-artifacts:/1/<run>/artifacts/model` names a run's own folder. */
function inFolderOfRun(source: string, runId: string | undefined): string[] {
  const folder = `/${runId}/artifacts/`;
  const at = runId ? source.indexOf(folder) : -1;
  return at < 0 ? [] : [source, runId ?? "", source.slice(at + folder.length)];
}
