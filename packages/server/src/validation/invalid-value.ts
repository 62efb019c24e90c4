import { ApiError } from "@slipway/contract";

/** The error for a value that a field does not take, in MLflow's words. */
export function invalidValue(path: string, value: unknown, why?: string): ApiError {
  const reason = why ? `: ${why}` : ".";
  return new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid value ${asciiJson(value)} for parameter '${path}' supplied${reason}`,
  );
}

/** The error for a required field that is unset or empty, in MLflow's words. */
export const missingValue = (path: string): ApiError =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Missing value for required parameter '${path}'. See the API docs for more information about request parameters.`,
  );

/** JSON with every character beyond ASCII escaped, as Python writes it. */
const asciiJson = (value: unknown): string =>
  (typeof value === "bigint" ? String(value) : JSON.stringify(value)).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
