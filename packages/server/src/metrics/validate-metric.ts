import { ApiError, LIMITS, type Metric } from "@slipway/contract";
import { invalidValue } from "../validation/invalid-value.js";
import { validateKey } from "../validation/key.js";
import { validateLength } from "../validation/length.js";
import { pythonFloat } from "../validation/python-text.js";

/**
 * Checks one point that a client logs.
 * @param path where it stands in the request, e.g. `metrics[3]`; empty when it is the request
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function validateMetric(metric: Metric, path = ""): void {
  const { key, value, timestamp } = metric;
  const at = (field: string) => (path ? `${path}.${field}` : field);
  validateKey(key, at("name"));
  // A -0 in JSON is a whole number to Python, which has but one 0 of these.
  const shown = pythonFloat(value + 0);
  if (timestamp < 0)
    throw invalidValue(
      at("timestamp"),
      timestamp,
      `metric '${key}' (value=${shown}). Timestamp must be a nonnegative long (64-bit integer) `,
    );
  validateLength("Metric name", LIMITS.key, key);
}

/** Refuses half of a dataset's identity, as MLflow does before all else. @throws ApiError INVALID_PARAMETER_VALUE */
export function requireWholeDataset({ dataset_name, dataset_digest }: Metric): void {
  if (!dataset_name !== !dataset_digest)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      "Both dataset_name and dataset_digest must be provided if one is provided",
    );
}
