import { staticPrefix } from "../../app/static-prefix.js";

/** Whose artifacts: a run's own, or a logged model's. */
export type ArtifactSource = { runId: string } | { modelId: string };

/** One file. */
export interface ArtifactChoice {
  source: ArtifactSource;
  path: string;
}

/** The address from which a browser downloads an artifact. */
export function downloadAddress(source: ArtifactSource, path: string): string {
  if ("modelId" in source) {
    const query = new URLSearchParams({ artifact_file_path: path });
    return `${staticPrefix}/ajax-api/2.0/mlflow/logged-models/${encodeURIComponent(source.modelId)}/artifacts/files?${query}`;
  }
  return `${staticPrefix}/get-artifact?${new URLSearchParams({ run_id: source.runId, path })}`;
}
