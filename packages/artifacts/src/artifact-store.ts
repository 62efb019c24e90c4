import type { Readable } from "node:stream";
import type { FileInfo } from "@slipway/contract";
import type { ArtifactPath } from "./path.js";

/** Bytes from `start` to `end`, both included, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** An opened file. The stream is to be consumed or destroyed. */
export interface ArtifactContent {
  /** Bytes of the whole file, whatever range is read. */
  size: number;
  stream: Readable;
}

export type ArtifactStat = { isDirectory: true } | { isDirectory: false; size: number };

/**
 * One root below which artifacts live. Paths are {@link ArtifactPath}s: already checked, relative, `/` between
 * segments; a store adds its root and nothing else. All calls may run at the same time.
 *
 * A file is there wholly or not at all: until `write` resolves, readers see what was there before, and after a
 * crash they never see a part. Directories come into being with their first file.
 */
export interface ArtifactStore {
  /**
   * What lies directly in a directory, ordered by path; paths are relative to the root of the store.
   * Empty for a file and for a directory that does not exist.
   */
  list(directory: ArtifactPath): Promise<FileInfo[]>;

  /** Undefined when nothing is there. */
  stat(path: ArtifactPath): Promise<ArtifactStat | undefined>;

  /**
   * Opens a file. A range must lie within it.
   * @throws ApiError RESOURCE_DOES_NOT_EXIST when nothing is there, INVALID_PARAMETER_VALUE for a directory
   */
  read(path: ArtifactPath, range?: ByteRange): Promise<ArtifactContent>;

  /**
   * Stores a file, replacing one of the same name. Resolves once the bytes would survive a power failure.
   * When the content fails midway, the error is thrown on and nothing has changed.
   * @throws ApiError INVALID_PARAMETER_VALUE when a directory is in the place of the file, or a file in that of a directory
   */
  write(path: ArtifactPath, content: Readable): Promise<void>;

  /**
   * Removes a file, or a directory with all that is in it. Does nothing when nothing is there.
   * @throws ApiError INVALID_PARAMETER_VALUE for the root
   */
  delete(path: ArtifactPath): Promise<void>;

  /**
   * When a file in a directory, or the directory itself, was last written; undefined when nothing is there.
   * Absent where a store cannot tell.
   */
  lastWritten?(directory: ArtifactPath): Promise<Date | undefined>;

  /**
   * Removes what writes left behind whose process ended midway, as far as it was last written to before a time.
   * Aborting `signal` ends the search early.
   */
  removeLeftovers(before: Date, signal: AbortSignal): Promise<void>;
}
