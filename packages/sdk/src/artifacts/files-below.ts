import { type ArtifactPath, parseArtifactPath } from "@slipway/artifacts";
import type { ArtifactRoot } from "./artifact-root.js";

/** Every file in a directory and in those inside of it. Paths are relative to the root. */
export async function filesBelow(root: ArtifactRoot, directory: ArtifactPath): Promise<ArtifactPath[]> {
  const found = [];
  for (const entry of await root.list(directory)) {
    const path = parseArtifactPath(entry.path);
    found.push(...(entry.is_dir ? await filesBelow(root, path) : [path]));
  }
  return found;
}
