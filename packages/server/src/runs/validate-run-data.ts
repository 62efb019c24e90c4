import { type KeyValue, LIMITS } from "@slipway/contract";
import { validateKey } from "../validation/key.js";
import { truncate, validateLength } from "../validation/length.js";

/** Checks a param. @returns it with its value cut to what is stored */
export function validateParam(param: KeyValue, path = ""): KeyValue {
  validateKey(param.key, join(path, "key"));
  validateLength("Param key", LIMITS.key, param.key);
  return { key: param.key, value: truncate(LIMITS.paramValue, param.value) };
}

/** Checks a run's tag. @returns it with its value cut to what is stored */
export function validateRunTag(tag: KeyValue, path = ""): KeyValue {
  validateKey(tag.key, join(path, "key"));
  validateLength(join(path, "key"), LIMITS.key, tag.key);
  return { key: tag.key, value: truncate(LIMITS.runTagValue, tag.value) };
}

const join = (path: string, field: string) => (path ? `${path}.${field}` : field);
