import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type ArtifactPath,
  joinArtifactPath,
  parseArtifactPath,
  parseDirectoryPath,
} from "@slipway/artifacts";
import { type Connection, connectTo } from "../tracking/connection.js";
import type { ArtifactLocation } from "./artifact-root.js";
import { openDirectRoot } from "./direct-root.js";
import { openProxiedRoot } from "./proxied-root.js";
import { schemeOf } from "./scheme.js";
import { storageUriOf } from "./storage-uri.js";

const SERVICE = "/api/2.0/mlflow-artifacts/artifacts";

/**
 * Finds where the artifact of any URI lies: `runs:/…` and `models:/…` are looked up on the tracking server,
 * `mlflow-artifacts:` and http(s) go through it, the others are storage that is reached directly.
 * @param below a path that is added to the URI's
 */
export async function resolveArtifact(
  connection: Connection,
  uri: string,
  below: ArtifactPath = parseDirectoryPath(""),
): Promise<ArtifactLocation> {
  const storage = await storageUriOf(connection.client, uri);
  const scheme = schemeOf(storage);
  if (scheme === "mlflow-artifacts") return proxied(connection, storage, below);
  if (scheme === "http" || scheme === "https") return overHttp(connection, storage, below);
  return direct(storage, scheme, below);
}

function proxied(connection: Connection, uri: string, below: ArtifactPath): ArtifactLocation {
  const url = new URL(uri);
  const base = new URL(connection.baseUrl);
  const host = url.host && url.host !== base.host ? url.host : undefined;
  const server = host ? elsewhere(`${base.protocol}//${host}`) : connection;
  return { root: openProxiedRoot(server.client), path: pathIn(url.pathname, below) };
}

function overHttp(connection: Connection, uri: string, below: ArtifactPath): ArtifactLocation {
  const at = uri.indexOf(SERVICE);
  if (at < 0) {
    throw new Error(
      `The artifact URI '${uri}' is not below the artifact service of a tracking server (…${SERVICE}/…).`,
    );
  }
  const baseUrl = uri.slice(0, at);
  const server = baseUrl === connection.baseUrl ? connection : elsewhere(baseUrl);
  return { root: openProxiedRoot(server.client), path: pathIn(uri.slice(at + SERVICE.length), below) };
}

/** Another host than the tracking server gets no credentials: an artifact URI must not be able to ask for them. */
const elsewhere = (baseUrl: string): Connection => connectTo(baseUrl, {});

/** A path of the local disk keeps its last part apart, so that a single file has a folder around it. */
function direct(uri: string, scheme: string | undefined, below: ArtifactPath): ArtifactLocation {
  if (scheme !== "file" && scheme !== undefined) return { root: openDirectRoot(uri), path: below };
  const path = scheme === "file" ? fileURLToPath(uri) : uri;
  return {
    root: openDirectRoot(dirname(path)),
    path: joinArtifactPath(parseArtifactPath(basename(path)), below),
  };
}

const pathIn = (pathname: string, below: ArtifactPath): ArtifactPath =>
  joinArtifactPath(parseDirectoryPath(decodeURIComponent(pathname).replace(/^\/+/, "")), below);
