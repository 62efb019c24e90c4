import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type { Readable } from "node:stream";
import { type ModelFile, modelDigestLines } from "@slipway/contract";
import { type Connection, readFilesFrom } from "@slipway/sdk";

/** SHA-256 of a stream, in hex. */
async function sha256Of(content: Readable): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of content) hash.update(chunk);
  return hash.digest("hex");
}

/** Digests of every file of a stored model, or of a single artifact. Nothing is kept of the files but these. */
export async function hashArtifact(connection: Connection, uri: string): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  await readFilesFrom(connection, uri, async (name, content) => {
    files.push({ name, digest: { sha256: await sha256Of(content) } });
  });
  return inOrder(files);
}

/** Digests of every file in a folder of this machine. @throws the file system's error when it cannot be read */
export async function hashFolder(folder: string): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join("/");
    files.push({ name, digest: { sha256: await sha256Of(createReadStream(path)) } });
  }
  return inOrder(files);
}

/** One digest for all files of a model, in hex. */
export const modelDigest = (files: readonly ModelFile[]): string =>
  createHash("sha256").update(modelDigestLines(files)).digest("hex");

const inOrder = (files: ModelFile[]): ModelFile[] => files.sort((a, b) => (a.name < b.name ? -1 : 1));
