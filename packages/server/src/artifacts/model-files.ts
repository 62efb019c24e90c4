import { createHash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import {
  type ArtifactPath,
  type ArtifactStore,
  parseArtifactPath,
  relativeArtifactPath,
} from "@slipway/artifacts";
import type { ModelFile } from "@slipway/contract";
import type { ArtifactDirectory } from "./artifact-places.js";

/** Every file below a directory, with its digest; files are streamed. Empty when nothing is there. */
export async function readModelFiles({ store, path }: ArtifactDirectory): Promise<ModelFile[]> {
  const files: ModelFile[] = [];
  for await (const file of walk(store, path)) {
    const hash = createHash("sha256");
    const { stream } = await store.read(file);
    await pipeline(stream, hash);
    const name = relativeArtifactPath(path, file) ?? file;
    files.push({ name, digest: { sha256: hash.digest("hex") } });
  }
  return files;
}

async function* walk(store: ArtifactStore, directory: ArtifactPath): AsyncGenerator<ArtifactPath> {
  for (const { path, is_dir } of await store.list(directory)) {
    const below = parseArtifactPath(path);
    if (is_dir) yield* walk(store, below);
    else yield below;
  }
}
