import { Readable } from "node:stream";
import type { ReadableStream as WebStream } from "node:stream/web";
import { type ArtifactPath, joinArtifactPath, parseArtifactPath, ROOT } from "@slipway/artifacts";
import type { Client } from "../client/index.js";
import type { ArtifactRoot } from "./artifact-root.js";

/** Artifacts that the tracking server passes on: `mlflow-artifacts:/…`. */
export function openProxiedRoot(client: Client): ArtifactRoot {
  const list = async (directory: ArtifactPath) => {
    const { files } = await client.artifacts.proxyList({ path: directory });
    // A path of the server becomes a path on this disk: it is checked like any other input.
    return files.map((file) => ({
      ...file,
      path: joinArtifactPath(directory, parseArtifactPath(file.path)),
    }));
  };
  return {
    list,
    async stat(path) {
      const slash = path.lastIndexOf("/");
      const parent = slash < 0 ? ROOT : parseArtifactPath(path.slice(0, slash));
      const found = (await list(parent)).find((file) => file.path === path);
      if (!found) return undefined;
      return found.is_dir
        ? { isDirectory: true }
        : { isDirectory: false, size: Number(found.file_size ?? 0) };
    },
    async read(path) {
      const response = await client.artifacts.proxyDownload({ path });
      return response.body ? Readable.fromWeb(response.body as WebStream) : Readable.from([]);
    },
    async write(path, size, open) {
      const body = () => Readable.toWeb(open()) as ReadableStream;
      const headers = { "content-type": "application/octet-stream", "content-length": String(size) };
      await client.artifacts.proxyUpload({ path }, body, { headers });
    },
  };
}
