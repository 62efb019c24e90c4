import { ApiError } from "@slipway/contract";

/**
 * Checks that a text has at most `limit` characters (code points).
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function validateLength(name: string, limit: number, value: string): void {
  if (isLonger(value, limit))
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `'${name}' exceeds the maximum length of ${limit} characters`,
    );
}

/** The first `limit` characters (code points): what MLflow makes of long params and run tags. */
export const truncate = (limit: number, value: string): string =>
  isLonger(value, limit) ? [...value].slice(0, limit).join("") : value;

const isLonger = (value: string, limit: number): boolean =>
  value.length > limit && (value.length > 2 * limit || [...value].length > limit);
