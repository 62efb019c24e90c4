import type { FileInfo } from "@slipway/contract";

/** MLflow leaves out the size of an empty file, as it does of a directory. */
export const asOnWire = ({ is_dir, file_size }: FileInfo, path: string): FileInfo => ({
  path,
  is_dir,
  file_size: file_size || undefined,
});
