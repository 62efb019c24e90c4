import { basename } from "node:path";
import type { Readable } from "node:stream";
import { ROOT } from "@slipway/artifacts";
import { ApiError } from "../client/index.js";
import type { Connection } from "../tracking/connection.js";
import { filesBelow } from "./files-below.js";
import { inParallel } from "./in-parallel.js";
import { resolveArtifact } from "./resolve-artifact.js";

/**
 * Reads every file of an artifact as a stream, without a copy of it on this machine; a few at a time.
 * @param uri as `downloadFrom` takes it
 * @param read receives each file's path, relative to the directory (of a single file, its name), and its content
 * @throws ApiError RESOURCE_DOES_NOT_EXIST when nothing is there
 */
export async function readFilesFrom(
  server: Connection,
  uri: string,
  read: (path: string, content: Readable) => Promise<void>,
): Promise<void> {
  const { root, path } = await resolveArtifact(server, uri);
  const stat = path === ROOT ? { isDirectory: true } : await root.stat(path);
  if (stat === undefined) throw new ApiError("RESOURCE_DOES_NOT_EXIST", `There is no artifact at '${uri}'.`);
  if (!stat.isDirectory) return read(basename(path), await root.read(path));
  const prefix = path === ROOT ? 0 : path.length + 1;
  await inParallel(await filesBelow(root, path), async (file) =>
    read(file.slice(prefix), await root.read(file)),
  );
}
