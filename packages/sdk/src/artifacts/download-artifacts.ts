import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArtifactPath, ROOT } from "@slipway/artifacts";
import { ApiError } from "../client/index.js";
import { type Connection, connection } from "../tracking/connection.js";
import type { ArtifactLocation } from "./artifact-root.js";
import { filesBelow } from "./files-below.js";
import { inParallel } from "./in-parallel.js";
import { parseModelsUri, parseRunsUri } from "./models-uri.js";
import { resolveArtifact } from "./resolve-artifact.js";
import { schemeOf } from "./scheme.js";

/**
 * Copies an artifact, or a directory of them, from the tracking server in use or from storage to a folder of this
 * machine. Takes `runs:/…`, `models:/…`, `mlflow-artifacts:/…`, `file:` URIs and plain paths.
 * @param directory the folder; a new temporary one when absent
 * @returns the path of the copy: in the folder under its own name, or the folder itself for what has no name of
 * its own (a model, all artifacts of a run)
 * @throws ApiError RESOURCE_DOES_NOT_EXIST when nothing is there
 */
export const downloadArtifacts = (uri: string, directory?: string): Promise<string> =>
  downloadFrom(connection(), uri, directory);

/** As {@link downloadArtifacts}, from a given tracking server. */
export async function downloadFrom(server: Connection, uri: string, directory?: string): Promise<string> {
  const location = await resolveArtifact(server, uri);
  const name = nameOf(uri);
  const stat = location.path === ROOT ? undefined : await location.root.stat(location.path);
  if (stat === undefined && name !== "") {
    throw new ApiError("RESOURCE_DOES_NOT_EXIST", `There is no artifact at '${uri}'.`);
  }
  const folder = directory ?? (await mkdtemp(join(tmpdir(), "slipway-")));
  const copy = name === "" ? folder : join(folder, parseArtifactPath(name));
  if (stat?.isDirectory === false) await downloadFile(location, copy);
  else await downloadDirectory(location, copy);
  return copy;
}

/** The last part of the path inside a run, a model or a store; nothing for their root. */
function nameOf(uri: string): string {
  const scheme = schemeOf(uri);
  if (scheme === "runs") return basename(parseRunsUri(uri).path);
  if (scheme === "models") return basename(parseModelsUri(uri).path);
  if (scheme === "file") return basename(fileURLToPath(uri));
  return basename(scheme ? decodeURIComponent(new URL(uri).pathname) : uri);
}

async function downloadDirectory({ root, path }: ArtifactLocation, target: string): Promise<void> {
  await mkdir(target, { recursive: true });
  const files = await filesBelow(root, path);
  const prefix = path === ROOT ? 0 : path.length + 1;
  await inParallel(files, (file) => downloadFile({ root, path: file }, join(target, file.slice(prefix))));
}

/** A file appears under its name only when it is complete. */
async function downloadFile({ root, path }: ArtifactLocation, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const part = `${target}.part-${process.pid}`;
  try {
    await pipeline(await root.read(path), createWriteStream(part));
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
