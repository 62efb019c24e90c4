/** What the file `MLmodel` says of a model. */
export interface ModelDescription {
  /** By flavor, what a loader of it needs to know. */
  flavors: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  artifactPath: string;
  modelUuid: string;
  modelId?: string | undefined;
  runId: string;
  created: Date;
  metadata?: Readonly<Record<string, unknown>> | undefined;
  signature?: unknown;
  hasInputExample: boolean;
}

/** Name of the input example beside the file `MLmodel`. */
export const INPUT_EXAMPLE = "input_example.json";

/** The description with MLflow's own keys. */
export function describeModel(model: ModelDescription): Record<string, unknown> {
  return {
    artifact_path: model.artifactPath,
    flavors: model.flavors,
    ...(model.metadata && { metadata: model.metadata }),
    ...(model.modelId && { model_id: model.modelId }),
    model_uuid: model.modelUuid,
    run_id: model.runId,
    ...(model.hasInputExample && {
      saved_input_example_info: { artifact_path: INPUT_EXAMPLE, type: "json_object" },
    }),
    ...(model.signature !== undefined && { signature: model.signature }),
    utc_time_created: model.created.toISOString().replace("T", " ").replace("Z", "000"),
  };
}

/** The text of the file `MLmodel`. */
export async function modelFile(model: ModelDescription): Promise<string> {
  const { stringify } = await import("yaml");
  // The version of YAML in which Python reads it, so that times are quoted and stay text.
  return stringify(describeModel(model), { version: "1.1" });
}
