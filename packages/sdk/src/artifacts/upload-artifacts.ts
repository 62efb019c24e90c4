import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { joinArtifactPath, parseArtifactPath, parseDirectoryPath } from "@slipway/artifacts";
import type { Connection } from "../tracking/connection.js";
import type { ArtifactLocation } from "./artifact-root.js";
import { inParallel } from "./in-parallel.js";
import { resolveArtifact } from "./resolve-artifact.js";

/** Stores one file of the disk at a location. */
export async function uploadFile(file: string, { root, path }: ArtifactLocation): Promise<void> {
  const { size } = await stat(file);
  await root.write(path, size, () => createReadStream(file));
}

/** Stores given bytes at a location. */
export async function uploadBytes(
  content: string | Uint8Array,
  { root, path }: ArtifactLocation,
): Promise<void> {
  const bytes = Buffer.from(content as Uint8Array);
  await root.write(path, bytes.length, () => Readable.from([bytes]));
}

/** Stores all files of a folder, and of those in it, below a location. */
export async function uploadDirectory(directory: string, { root, path }: ArtifactLocation): Promise<void> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files: { file: string; target: string }[] = [];
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    if ((await stat(file)).isDirectory()) continue;
    const relative = file.slice(join(directory, "/").length);
    files.push({ file, target: relative.replaceAll("\\", "/") });
  }
  await inParallel(files, ({ file, target }) =>
    uploadFile(file, { root, path: joinArtifactPath(path, parseArtifactPath(target)) }),
  );
}

/** What is uploaded: a file of the disk, a folder of them, or the content itself. */
export type UploadSource = { file: string } | { directory: string } | { content: string | Uint8Array };

/**
 * Stores a file or a folder below an artifact URI, e.g. `runs:/<run id>`.
 * @param path where, below the URI; for a folder nothing is the URI itself
 */
export async function uploadTo(
  server: Connection,
  uri: string,
  path: string,
  source: UploadSource,
): Promise<void> {
  const location = await resolveArtifact(server, uri, parseDirectoryPath(path));
  if ("file" in source) await uploadFile(source.file, location);
  else if ("directory" in source) await uploadDirectory(source.directory, location);
  else await uploadBytes(source.content, location);
}
