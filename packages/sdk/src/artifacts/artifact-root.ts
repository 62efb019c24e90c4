import type { Readable } from "node:stream";
import type { ArtifactPath, ArtifactStat } from "@slipway/artifacts";
import type { FileInfo } from "@slipway/contract";

/**
 * A place below which artifacts are kept, as a client sees it: the tracking server's proxy, or storage that is
 * reached directly.
 */
export interface ArtifactRoot {
  /** What lies directly in a directory, paths relative to the root; nothing for a file or what is not there. */
  list(directory: ArtifactPath): Promise<FileInfo[]>;
  /** Undefined when nothing is there. */
  stat(path: ArtifactPath): Promise<ArtifactStat | undefined>;
  /** Opens a file. The stream fails when it ends before the file does. */
  read(path: ArtifactPath): Promise<Readable>;
  /** Stores a file of `size` bytes; `open` may be called again for another try. */
  write(path: ArtifactPath, size: number, open: () => Readable): Promise<void>;
}

/** An artifact, or a directory of them, in its root. */
export interface ArtifactLocation {
  root: ArtifactRoot;
  path: ArtifactPath;
}
