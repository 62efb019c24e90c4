import { parseArtifactPath } from "@slipway/artifacts";
import type { Connection } from "../tracking/connection.js";
import { resolveArtifact } from "./resolve-artifact.js";
import { uploadBytes, uploadFile } from "./upload-artifacts.js";

/**
 * Stores one artifact, on a given tracking server.
 * @param uri what it belongs to: `runs:/<run id>`, or any artifact URI
 * @param path below the URI
 * @param source a file of the disk, or the content itself
 */
export async function uploadTo(
  server: Connection,
  uri: string,
  path: string,
  source: { file: string } | { content: string | Uint8Array },
): Promise<void> {
  const location = await resolveArtifact(server, uri, parseArtifactPath(path));
  if ("file" in source) await uploadFile(source.file, location);
  else await uploadBytes(source.content, location);
}
