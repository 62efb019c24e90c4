import { ApiError, type KeyValue } from "@slipway/contract";
import { pythonList } from "./python-text.js";

/** Refuses a key that comes twice among the tags of something new, where MLflow fails with an SQL error. */
export function refuseRepeatedTags(tags: readonly KeyValue[]): void {
  const keys = tags.map(({ key }) => key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (repeated.length > 0)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Duplicate tag keys have been submitted: ${pythonList(repeated)}. Give one value per key.`,
    );
}
