import { ApiError } from "@slipway/contract";
import { pythonJson } from "../validation/python-text.js";

/** The tag in which MLflow before version 3 keeps the models that a run logged. */
export const MODEL_HISTORY_TAG = "mlflow.log-model.history";

const MANDATORY = ["artifact_path", "flavors", "utc_time_created", "run_id"] as const;

/** What the history keeps of a model's description. @throws ApiError INVALID_PARAMETER_VALUE */
export function modelRecord(json: string): Record<string, unknown> {
  const model = parseModel(json);
  const missing = MANDATORY.filter((field) => !Object.hasOwn(model, field));
  if (missing.length > 0)
    throw invalid(
      `Model json is missing mandatory fields: {${missing.map((field) => `'${field}'`).join(", ")}}`,
    );
  return {
    run_id: model.run_id,
    artifact_path: model.artifact_path,
    utc_time_created: model.utc_time_created,
    model_uuid: model.model_uuid ?? null,
    flavors: withoutConfigs(model.flavors),
  };
}

/** The tag's value with one more model. @throws ApiError when it is not the list that it ought to be */
export function withModel(value: string | undefined, record: unknown, runId: string): string {
  const history: unknown = value === undefined ? [] : parse(value);
  if (!Array.isArray(history))
    throw invalid(`The tag ${MODEL_HISTORY_TAG} of run ${runId} must be a JSON list. Correct or delete it.`);
  return pythonJson([...history, record]);
}

function parseModel(json: string): Record<string, unknown> {
  const model = parse(json);
  if (isRecord(model)) return model;
  throw invalid(`Malformed model info. \n ${json} \n is not a valid JSON.`);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

// A flavor's config may be as large as the model.
function withoutConfigs(flavors: unknown): unknown {
  if (!isRecord(flavors)) return flavors;
  const entries = Object.entries(flavors).map(([name, flavor]) => {
    if (!isRecord(flavor)) return [name, flavor];
    const { config: _, ...rest } = flavor;
    return [name, rest];
  });
  return Object.fromEntries(entries);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
