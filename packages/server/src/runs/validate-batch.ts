import { ApiError, type endpoints, LIMITS, type RequestOf } from "@slipway/contract";
import { validateMetric } from "../metrics/validate-metric.js";
import { pythonList } from "../validation/python-text.js";
import { validateParam, validateRunTag } from "./validate-run-data.js";

type Batch = Omit<RequestOf<typeof endpoints.runs.logBatch>, "run_id">;

/** Checks a batch in MLflow's order. @returns it with long values cut to what is stored */
export function validateBatch({ metrics, params, tags }: Batch): Batch {
  metrics.forEach((metric, index) => {
    validateMetric(metric, `metrics[${index}]`);
  });
  const batch = {
    metrics,
    params: params.map((param, index) => validateParam(param, `params[${index}]`)),
    tags: tags.map((tag, index) => validateRunTag(tag, `tags[${index}]`)),
  };
  limit("metrics", LIMITS.batch.metrics, metrics.length);
  limit("params", LIMITS.batch.params, params.length);
  limit("tags", LIMITS.batch.tags, tags.length);
  limit("metrics, params, and tags", LIMITS.batch.total, metrics.length + params.length + tags.length);
  refuseRepeated(params.map(({ key }) => key));
  return batch;
}

function limit(what: string, most: number, got: number): void {
  if (got > most)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `A batch logging request can contain at most ${most} ${what}. Got ${got} ${what}. ` +
        `Please split up ${what} across multiple requests and try again.`,
    );
}

function refuseRepeated(keys: readonly string[]): void {
  const seen = new Set<string>();
  const repeated = keys.filter((key) => seen.size === seen.add(key).size);
  if (repeated.length > 0)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Duplicate parameter keys have been submitted: ${pythonList(repeated)}. Please ensure the request ` +
        "contains only one param value per param key.",
    );
}
