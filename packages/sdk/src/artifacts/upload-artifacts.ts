import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { joinArtifactPath, parseArtifactPath } from "@slipway/artifacts";
import type { ArtifactLocation } from "./artifact-root.js";
import { inParallel } from "./in-parallel.js";

/** Stores one file of the disk at a location. */
export async function uploadFile(file: string, { root, path }: ArtifactLocation): Promise<void> {
  const { size } = await stat(file);
  // A log may grow meanwhile: what is sent is what its length said.
  const open = () => (size === 0 ? Readable.from([]) : createReadStream(file, { end: size - 1 }));
  await root.write(path, size, open);
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
    files.push({ file, target: relative(directory, file).split(sep).join("/") });
  }
  await inParallel(files, ({ file, target }) =>
    uploadFile(file, { root, path: joinArtifactPath(path, parseArtifactPath(target)) }),
  );
}
