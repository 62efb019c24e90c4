import { posix } from "node:path";
import type { ArtifactPath, ArtifactStore } from "@slipway/artifacts";
import { ApiError } from "@slipway/contract";
import type { Bytes, Call } from "../http/handlers.js";
import { ARTIFACT_POLICY } from "../http/security-headers.js";
import { parseByteRange } from "./byte-range.js";

const TEXT = "text/plain; charset=utf-8";
/** Types that no browser runs. Everything else is octets. */
const TYPES: Readonly<Record<string, string>> = {
  ".txt": TEXT,
  ".log": TEXT,
  ".md": TEXT,
  ".csv": TEXT,
  ".tsv": TEXT,
  ".py": TEXT,
  ".ts": TEXT,
  ".yaml": TEXT,
  ".yml": TEXT,
  ".json": "application/json",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".wav": "audio/wav",
  ".mp3": "audio/mpeg",
  ".m4a": "audio/mp4",
  ".flac": "audio/flac",
  ".ogg": "audio/ogg",
  ".oga": "audio/ogg",
  ".opus": "audio/ogg",
  ".mp4": "video/mp4",
  ".m4v": "video/mp4",
  ".webm": "video/webm",
  ".ogv": "video/ogg",
};

/** Answers with a file of a store, or the part of it that the `Range` header asks for. It is never shown in place. */
export async function download(store: ArtifactStore, path: ArtifactPath, call: Call): Promise<Bytes> {
  const found = await store.stat(path);
  const isFile = found?.isDirectory === false;
  // Nothing here has a validator that If-Range could name.
  const asked = call.header("if-range") === undefined ? call.header("range") : undefined;
  const range = isFile ? parseByteRange(asked, found.size) : undefined;
  const { size, stream } = await store.read(path, range);
  if (range && range.end >= size) {
    stream.destroy();
    throw new ApiError("ABORTED", `'${path}' was replaced while it was being read; ask again.`);
  }
  const headers = {
    "content-type": typeOf(path),
    "content-disposition": dispositionOf(posix.basename(path)),
    "content-security-policy": ARTIFACT_POLICY,
    "accept-ranges": "bytes",
  };
  if (!range) return { headers: { ...headers, "content-length": size }, content: stream };
  const { start, end } = range;
  return {
    status: 206,
    headers: {
      ...headers,
      "content-range": `bytes ${start}-${end}/${size}`,
      "content-length": end - start + 1,
    },
    content: stream,
  };
}

const typeOf = (path: string): string => {
  if (posix.basename(path) === "MLmodel") return TEXT;
  return TYPES[posix.extname(path).toLowerCase()] ?? "application/octet-stream";
};

/** RFC 6266: a plain name for old clients, and the name itself in the encoding of RFC 5987. */
function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w.\- ]/g, "_");
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
