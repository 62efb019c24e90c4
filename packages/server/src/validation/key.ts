import { posix } from "node:path";
import { invalidValue } from "./invalid-value.js";

const ALLOWED = /^[/\p{L}\p{N}_.\- :]*$/u;

const BAD_CHARACTERS =
  "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).";

/**
 * Checks the name of a metric, a param or a tag: it must be fit to be a file's path, as MLflow demands.
 * @param path where the name stands in the request, for the message
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function validateKey(key: string, path: string): void {
  if (!ALLOWED.test(key)) throw invalidValue(path, key, BAD_CHARACTERS);
  validateFilePath(key, path);
}

/** Checks that a name, read as a file's path, names itself and lies inside. */
export function validateFilePath(name: string, path: string): void {
  if (!name.includes("/") && !name.startsWith(".")) return;
  const normal = normalize(name);
  if (normal === name && name !== "." && !name.startsWith("..") && !name.startsWith("/")) return;
  throw invalidValue(
    path,
    name,
    "Names may be treated as files in certain cases, and must not resolve to other names when treated as such. " +
      `This name would resolve to '${normal}'`,
  );
}

// Unlike Node, POSIX drops a slash at the end and keeps two at the start.
function normalize(name: string): string {
  const normal = posix.normalize(name).replace(/(?<=.)\/$/, "");
  return /^\/\/(?!\/)/.test(name) ? `/${normal}` : normal;
}
