import { ApiError, type KeyValue, LIMITS } from "@slipway/contract";
import { validateKey } from "../validation/key.js";
import { validateLength } from "../validation/length.js";

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateExperimentName(name: string): void {
  if (name.trim() === "") throw new ApiError("INVALID_PARAMETER_VALUE", `Invalid experiment name: '${name}'`);
  validateLength("name", LIMITS.experimentName, name);
}

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateExperimentTag({ key, value }: KeyValue): void {
  validateKey(key, "key");
  validateLength("key", LIMITS.experimentTagKey, key);
  validateLength("value", LIMITS.experimentTagValue, value);
}
