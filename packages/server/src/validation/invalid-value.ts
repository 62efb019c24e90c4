import { ApiError } from "@slipway/contract";
import { pythonJson } from "./python-text.js";

/** The error for a value that a field does not take, in MLflow's words. */
export function invalidValue(path: string, value: unknown, why?: string): ApiError {
  const reason = why ? `: ${why}` : ".";
  return new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value ${pythonJson(value)} for parameter '${path}' supplied${reason}`,
  );
}

/** The error for a required field that is unset or empty, in MLflow's words. */
export const missingValue = (path: string): ApiError =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Missing value for required parameter '${path}'. See the API docs for more information about request parameters.`,
  );
