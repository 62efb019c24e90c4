import { basename, dirname } from "node:path/posix";
import { type ArtifactPath, type ArtifactStore, parseArtifactPath, ROOT } from "@slipway/artifacts";
import { ApiError } from "@slipway/contract";
import type { ArtifactDirectory, ArtifactPlaces } from "../artifacts/artifact-places.js";

/** Files, and their bytes. */
export interface Size {
  files: number;
  bytes: number;
}

export const NOTHING: Size = { files: 0, bytes: 0 };

/** Measures and removes the artifacts of what is purged, inside the places that the server keeps artifacts in. */
export class ArtifactRemoval {
  constructor(private readonly places: Pick<ArtifactPlaces, "openOwn">) {}

  async measure(uri: string | null): Promise<Size> {
    if (!uri) return NOTHING;
    const { store, path } = this.places.openOwn(uri);
    return sizeBelow(store, path);
  }

  /**
   * Removes the artifacts of a run or a logged model, and the folder around them when nothing else is in it.
   * @throws ApiError when the location does not carry the owner's id: it may be somebody else's, too
   */
  async remove(uri: string | null, owner: string): Promise<Size> {
    if (!uri) return NOTHING;
    if (!uri.split("/").includes(owner))
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `Its artifacts are in '${uri}', which is not named after it and may hold those of others.`,
      );
    const directory = this.places.openOwn(uri);
    const size = await sizeBelow(directory.store, directory.path);
    await removeAll(directory);
    await removeEmptyParent(directory, owner);
    return size;
  }

  /** Removes the traces of an experiment, and its folder when that is its own and no file is left in it. */
  async removeFolder(uri: string | null, id: string): Promise<Size> {
    if (!uri || basename(uri) !== id) return NOTHING;
    const { store, path } = this.places.openOwn(uri);
    if (path === ROOT) return NOTHING;
    const traces = parseArtifactPath(`${path}/traces`);
    const size = await sizeBelow(store, traces);
    await store.delete(traces);
    if ((await sizeBelow(store, path)).files === 0) await store.delete(path);
    return size;
  }
}

/** An object store is opened at the location itself, so that its root is what goes. */
async function removeAll({ store, path }: ArtifactDirectory): Promise<void> {
  if (path !== ROOT) return store.delete(path);
  for (const entry of await store.list(ROOT)) await store.delete(parseArtifactPath(entry.path));
}

async function removeEmptyParent({ store, path }: ArtifactDirectory, owner: string): Promise<void> {
  const parent = dirname(path);
  if (basename(parent) !== owner) return;
  const folder = parseArtifactPath(parent);
  if ((await store.list(folder)).length === 0) await store.delete(folder);
}

/** All files below a folder. */
export async function sizeBelow(store: ArtifactStore, folder: ArtifactPath): Promise<Size> {
  const size = { ...NOTHING };
  for (const entry of await store.list(folder)) {
    const inside = entry.is_dir
      ? await sizeBelow(store, parseArtifactPath(entry.path))
      : { files: 1, bytes: Number(entry.file_size ?? 0) };
    size.files += inside.files;
    size.bytes += inside.bytes;
  }
  return size;
}
