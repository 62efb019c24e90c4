import { parseDirectoryPath } from "@slipway/artifacts";
import type { Connection } from "../tracking/connection.js";
import { resolveArtifact } from "./resolve-artifact.js";
import { uploadBytes, uploadDirectory, uploadFile } from "./upload-artifacts.js";

/** What is uploaded: a file of the disk, a folder of them, or the content itself. */
export type UploadSource = { file: string } | { directory: string } | { content: string | Uint8Array };

/**
 * Stores a file or a folder below an artifact URI, e.g. `runs:/<run id>`.
 * @param path where, below the URI; for a folder nothing is the URI itself
 */
export async function uploadTo(
  server: Connection,
  uri: string,
  path: string,
  source: UploadSource,
): Promise<void> {
  const location = await resolveArtifact(server, uri, parseDirectoryPath(path));
  if ("file" in source) await uploadFile(source.file, location);
  else if ("directory" in source) await uploadDirectory(source.directory, location);
  else await uploadBytes(source.content, location);
}
