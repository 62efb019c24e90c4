import type { Readable } from "node:stream";
import { ApiError, LIMITS } from "@slipway/contract";

/** The whole of what the browser UI uploads. @throws ApiError INVALID_PARAMETER_VALUE when it is empty or too large */
export async function readUpload(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of content as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMITS.uploadedArtifact)
      throw new ApiError("INVALID_PARAMETER_VALUE", "Artifact size is too large. Max size is 10MB.");
    chunks.push(chunk);
  }
  if (size === 0) throw new ApiError("INVALID_PARAMETER_VALUE", "Request must specify data.");
  return Buffer.concat(chunks);
}
