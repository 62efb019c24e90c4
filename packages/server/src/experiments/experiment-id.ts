import { ApiError, type Int64 } from "@slipway/contract";

const INTEGER = /^\s*[+-]?\d+\s*$/;

/**
 * The number behind an experiment's id, which is digits on the wire; undefined for a number that no database holds.
 * @throws ApiError INVALID_PARAMETER_VALUE when it is not a whole number
 */
export function parseExperimentId(id: string): Int64 | undefined {
  if (!INTEGER.test(id))
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Invalid experiment ID '${id}'. Experiment ID must be a valid integer.`,
    );
  const value = BigInt(id.trim().replace(/^\+/, ""));
  if (BigInt.asIntN(64, value) !== value) return undefined;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

/** The numbers behind several ids, without those that no database holds. */
export const parseExperimentIds = (ids: readonly string[]): Int64[] =>
  ids.map(parseExperimentId).filter((id) => id !== undefined);
