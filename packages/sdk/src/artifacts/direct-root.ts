import { type ArtifactStore, openArtifactStore } from "@slipway/artifacts";
import type { ArtifactRoot } from "./artifact-root.js";

/** Artifacts in storage that this machine reaches itself: a folder, or a URI that `@slipway/artifacts` opens. */
export function openDirectRoot(uri: string): ArtifactRoot {
  const store: ArtifactStore = openArtifactStore(uri);
  return {
    list: (directory) => store.list(directory),
    stat: (path) => store.stat(path),
    read: async (path) => (await store.read(path)).stream,
    write: (path, _size, open) => store.write(path, open()),
  };
}
