import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type ArtifactPath, parseDirectoryPath } from "@slipway/artifacts";
import { ApiError, LIMITS } from "@slipway/contract";

/** Where artifacts lie, read once from the URI that names it; `uri` is what is kept of that. */
export type Location =
  /** Below the root that this server gives out: `mlflow-artifacts:/path`. */
  | { kind: "proxied"; path: ArtifactPath; uri: string }
  /** A directory of the server's machine: `file:` or an absolute path. */
  | { kind: "local"; directory: string; uri: string }
  /** An object store, which clients reach by themselves. */
  | { kind: "remote"; uri: string };

/** The request field that a location was given in. */
export type LocationField = "artifact_location" | "source";

// The server connects to none of these; those that name any host, such as http or hdfs, are left out all the same.
const OBJECT_STORES = new Set(["s3", "r2", "gs", "wasb", "wasbs", "abfs", "abfss", "dbfs", "oss", "b2"]);
// Here what stands before the @ is the container.
const CONTAINER_AT_HOST = new Set(["wasb", "wasbs", "abfs", "abfss"]);

const SCHEME = /^([a-z][a-z0-9+.-]+):(.*)$/is;
// Two slashes at the start would name a host to some.
const ABSOLUTE_PATH = /^\/(?!\/)(.*)$/s;
const FILE_PATH = /^(?:\/\/)?\/(?!\/)(.*)$/s;
const AUTHORITY = /^\w[\w.-]*$/;
const CONTAINER_AND_HOST = /^(?:[\w$][\w.$-]*@)?\w[\w.-]*$/;

/**
 * Reads a location that a client gives or that is stored. Anything that another reader of URIs might take otherwise
 * is refused: queries, fragments, parameters, users, backslashes, dot segments however encoded.
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function parseLocation(raw: string, field: LocationField): Location {
  if (raw.length > LIMITS.artifactLocation)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `Invalid artifact path length. The length of the artifact path cannot be greater than ${LIMITS.artifactLocation} characters.`,
    );
  if (/[?#;]/.test(raw))
    throw new ApiError("INVALID_PARAMETER_VALUE", `'${field}' URL can't include fragments or params.`);
  const [, scheme = "", rest = raw] = /^[a-z]:[\\/]/i.test(raw) ? [] : (SCHEME.exec(raw) ?? []);
  switch (scheme.toLowerCase()) {
    case "":
    case "file":
      return local(raw, scheme === "" ? raw : rest, field);
    case "mlflow-artifacts":
      return proxied(raw, rest, field);
    default:
      return remote(raw, scheme.toLowerCase(), rest, field);
  }
}

function proxied(raw: string, rest: string, field: LocationField): Location {
  const [, authority, path = ""] = /^(?:\/\/([^/]*))?\/(.*)$/s.exec(rest) ?? [];
  if (authority) throw foreignHost("mlflow-artifacts", field);
  if (!rest.startsWith("/")) throw relative(raw, field);
  const checked = pathIn(raw, path, field);
  return { kind: "proxied", path: checked, uri: `mlflow-artifacts:/${checked}` };
}

function local(raw: string, rest: string, field: LocationField): Location {
  const isUri = rest !== raw;
  if (process.platform === "win32" && !isUri) return localOnWindows(raw, field);
  const [, path] = (isUri ? FILE_PATH : ABSOLUTE_PATH).exec(rest) ?? [];
  if (path === undefined) throw relative(raw, field);
  const checked = pathIn(raw, path, field);
  const directory = isUri ? decodeFile(raw, checked, field) : `/${checked}`;
  return { kind: "local", directory, uri: isUri ? `file:///${checked}` : directory };
}

function decodeFile(raw: string, path: ArtifactPath, field: LocationField): string {
  try {
    return fileURLToPath(`file:///${path}`);
  } catch {
    throw relative(raw, field);
  }
}

function localOnWindows(raw: string, field: LocationField): Location {
  const [, drive, path] = /^([a-z]:)[\\/](.*)$/is.exec(raw) ?? [];
  if (drive === undefined || path === undefined) throw relative(raw, field);
  const directory = `${drive}\\${pathIn(raw, path.replaceAll("\\", "/"), field).replaceAll("/", "\\")}`;
  return { kind: "local", directory, uri: directory };
}

function remote(raw: string, scheme: string, rest: string, field: LocationField): Location {
  if (!OBJECT_STORES.has(scheme)) throw foreignHost(scheme, field);
  const [, authority = "", path = ""] = /^\/(?:\/([^/]*))?\/?(.*)$/s.exec(rest) ?? [];
  const pattern = CONTAINER_AT_HOST.has(scheme) ? CONTAINER_AND_HOST : AUTHORITY;
  const named = pattern.test(authority) || (scheme === "dbfs" && authority === "");
  if (!named) throw relative(raw, field);
  const checked = pathIn(raw, path, field);
  const root = authority ? `//${authority}` : "";
  return { kind: "remote", uri: `${scheme}:${root}${checked || !root ? `/${checked}` : ""}` };
}

function pathIn(raw: string, path: string, field: LocationField): ArtifactPath {
  try {
    return parseDirectoryPath(path);
  } catch (error) {
    if (error instanceof ApiError) throw relative(raw, field);
    throw error;
  }
}

/** What is left of a location below another one, segment by segment; undefined when it is not inside. */
export function pathWithin(root: Location, location: Location): string | undefined {
  const [outer, inner] = [placeOf(root), placeOf(location)];
  if (inner === outer) return "";
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined;
}

const placeOf = (location: Location) =>
  location.kind === "local" ? location.directory.replaceAll(sep, "/") : location.uri;

const LABELS = { artifact_location: "artifact location", source: "model version source" };

/** The error for a location that is refused, in MLflow's words. */
export const invalidLocation = (raw: string, field: LocationField, why: string): ApiError =>
  new ApiError("INVALID_PARAMETER_VALUE", `Invalid ${LABELS[field]}: '${raw}'. ${why}`);

const relative = (raw: string, field: LocationField) =>
  invalidLocation(
    raw,
    field,
    "If supplying a source as an http, https, local file path, ftp, objectstore, or mlflow-artifacts uri, an absolute path " +
      "must be provided without relative path references present. Please provide an absolute path.",
  );

const foreignHost = (scheme: string, field: LocationField) =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `'${field}' cannot use the '${scheme}' scheme: the '${scheme}' scheme addresses a host other than the tracking ` +
      "server's configured artifact storage, so the server would connect to the host named in the URI.",
  );
