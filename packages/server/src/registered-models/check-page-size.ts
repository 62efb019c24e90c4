import type { Int64 } from "@slipway/contract";
import { invalidValue } from "../validation/invalid-value.js";

/**
 * Refuses a page that is too large, in the words that MLflow has for this in searches of the registry.
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function checkPageSize(maxResults: Int64, largest: number): void {
  if (maxResults <= largest) return;
  const why =
    " Hint: Value was of type 'str'. See the API docs for more information about request parameters.";
  throw invalidValue("max_results", String(maxResults), why);
}
