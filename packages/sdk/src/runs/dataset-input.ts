import type { DatasetInput } from "@slipway/contract";

/** Data that a run reads. */
export interface DatasetOptions {
  name: string;
  /** What tells this content from another, at most 36 characters, e.g. the start of a SHA-256. */
  digest: string;
  /** Where it came from: a path, a URL, the name of a package. */
  source: string;
  /** The kind of source, e.g. `local`, `http`. Default `local`. */
  sourceType?: string;
  /** Columns and types, as JSON. */
  schema?: unknown;
  /** Counts and the like, as JSON. */
  profile?: unknown;
}

/** A dataset in the form of the protocol; MLflow keeps its use in a tag. */
export function datasetInput(dataset: DatasetOptions, context: string | undefined): DatasetInput {
  const { name, digest, source, sourceType = "local", schema, profile } = dataset;
  return {
    tags: context === undefined ? [] : [{ key: "mlflow.data.context", value: context }],
    dataset: {
      name,
      digest,
      source_type: sourceType,
      source: JSON.stringify(sourceType === "local" ? { uri: source } : { url: source }),
      ...(schema !== undefined && { schema: JSON.stringify(schema) }),
      ...(profile !== undefined && { profile: JSON.stringify(profile) }),
    },
  };
}
