import { ApiError, type KeyValue, LIMITS } from "@slipway/contract";
import { validateFilePath, validateKey } from "../validation/key.js";
import { validateLength } from "../validation/length.js";

/** How long a name may be is the database's to say, as in MLflow. @throws ApiError INVALID_PARAMETER_VALUE */
export function validateModelName(name: string, field = "name"): void {
  if (name.trim() === "")
    throw new ApiError("INVALID_PARAMETER_VALUE", `Missing value for required parameter '${field}'.`);
  if (/[/:]/.test(name))
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Invalid model name '${name}'. Names cannot contain '/' or ':'.`,
    );
  validateFilePath(name, "name");
}

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateRegistryTag({ key, value }: KeyValue): void {
  validateKey(key, "key");
  validateLength("key", LIMITS.registryTagKey, key);
  validateLength("value", LIMITS.modelVersionTagValue, value);
}

/** Tags as they are stored: checked, the last of each key. @throws ApiError INVALID_PARAMETER_VALUE */
export function checkRegistryTags(tags: readonly KeyValue[]): KeyValue[] {
  for (const tag of tags) validateRegistryTag(tag);
  return [...new Map(tags.map((tag) => [tag.key, tag])).values()];
}

/** @throws ApiError INVALID_PARAMETER_VALUE */
export function validateDescription(description: string): void {
  validateLength("description", LIMITS.description, description);
}
