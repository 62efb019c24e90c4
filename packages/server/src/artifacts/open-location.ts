import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ApiError, LIMITS } from "@slipway/contract";
import { invalidLocation, type Location, type LocationField, parseLocation } from "./location.js";

/** Schemes whose stores are reached at the host that the URI names, so that a client would choose whom to call. */
const HOST_ADDRESSED = new Set(["ftp", "sftp", "hdfs", "viewfs", "http", "https", "r2", "b2", "abfss"]);

// What the server itself can tell apart; all else is only kept, for clients.
const READ_STRICTLY = new Set(["mlflow-artifacts", "s3", "gs", "wasb", "wasbs", "abfs", "dbfs", "oss"]);

const SCHEME = /^([a-z][a-z0-9+.-]+):(.*)$/is;

/**
 * Reads a location as MLflow 3.18 takes it: any directory of the server's machine, and any URI that makes no server
 * connect to a host of the client's choice. What could be read in two ways is refused all the same.
 * @throws ApiError INVALID_PARAMETER_VALUE
 */
export function readOpenLocation(raw: string, field: LocationField): Location {
  if (raw.length > LIMITS.artifactLocation || /[?#;]/.test(raw)) return parseLocation(raw, field);
  const [, name = "", rest = raw] = /^[a-z]:[\\/]/i.test(raw) ? [] : (SCHEME.exec(raw) ?? []);
  const scheme = name.toLowerCase();
  if (scheme === "" || scheme === "file") return localLocation(raw, scheme === "" ? undefined : rest, field);
  if (HOST_ADDRESSED.has(scheme)) throw hostAddressed(scheme, field);
  if (READ_STRICTLY.has(scheme)) return parseLocation(raw, field);
  if (/[\p{Cc}\\]/u.test(raw)) throw invalidLocation(raw, field, "It holds characters that no URI has.");
  return { kind: "remote", uri: raw };
}

/** Relative ones begin at the server's working directory, as in MLflow; what is kept is absolute. */
function localLocation(raw: string, uri: string | undefined, field: LocationField): Location {
  const path = uri === undefined ? raw : pathOfUri(raw, uri, field);
  if (/[\p{Cc}\p{Cs}]/u.test(path) || (process.platform !== "win32" && path.includes("\\")))
    throw invalidLocation(raw, field, "It holds characters that no path may have.");
  const directory = resolve(path);
  return { kind: "local", directory, uri: uri === undefined ? directory : pathToFileURL(directory).href };
}

function pathOfUri(raw: string, rest: string, field: LocationField): string {
  const [, host = "", path = ""] = /^\/\/([^/]*)(.*)$/s.exec(rest) ?? [undefined, "", rest];
  if (host !== "" && host.toLowerCase() !== "localhost")
    throw invalidLocation(
      raw,
      field,
      "A file: URI must be of the form file:///absolute/path, without a host.",
    );
  try {
    return path.startsWith("/") ? fileURLToPath(`file://${path}`) : decodeURIComponent(path);
  } catch {
    throw invalidLocation(raw, field, "It is not percent-encoded UTF-8, or hides a slash.");
  }
}

const hostAddressed = (scheme: string, field: LocationField) =>
  new ApiError(
    "INVALID_PARAMETER_VALUE",
    `'${field}' cannot use the '${scheme}' scheme: the '${scheme}' scheme addresses a host other than the tracking ` +
      "server's configured artifact storage, so the server would connect to the host named in the URI.",
  );
