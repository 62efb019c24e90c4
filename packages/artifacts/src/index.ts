export type * from "./artifact-store.js";
export { openArtifactStore } from "./open-artifact-store.js";
export {
  type ArtifactPath,
  joinArtifactPath,
  parseArtifactPath,
  parseDirectoryPath,
  ROOT,
  relativeArtifactPath,
} from "./path.js";
