import { ApiError, type KeyValue } from "@slipway/contract";
import { pythonList } from "./python-text.js";

/** Refuses a key that comes twice among the tags or params of something new, where MLflow fails with an SQL error. */
export function refuseRepeatedKeys(kind: "tag" | "param", pairs: readonly KeyValue[]): void {
  const keys = pairs.map(({ key }) => key);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (repeated.length > 0)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Duplicate ${kind} keys have been submitted: ${pythonList(repeated)}. Give one value per key.`,
    );
}
