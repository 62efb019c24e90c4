import { type endpoints, LIMITS, type RequestOf } from "@slipway/contract";
import { validateLength } from "../validation/length.js";

/** Largest texts of a look, in characters. */
const LOOK = {
  name: 256,
  digest: 128,
  decision_id: 128,
  model: 256,
  champion: 32,
  run_id: 32,
  commit: 64,
  actor: 256,
} as const;

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateLook(request: RequestOf<typeof endpoints.testSets.spend>): void {
  for (const field of Object.keys(LOOK) as (keyof typeof LOOK)[])
    validateLength(field, LOOK[field], request[field] ?? "");
}

/** @throws ApiError INVALID_PARAMETER_VALUE */
export const validateReason = (reason: string): void => validateLength("reason", LIMITS.description, reason);
