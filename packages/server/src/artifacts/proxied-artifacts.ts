import { posix, win32 } from "node:path";
import type { Readable } from "node:stream";
import { type ArtifactStore, parseArtifactPath, parseDirectoryPath } from "@slipway/artifacts";
import type { FileInfo } from "@slipway/contract";
import type { Bytes, Call } from "../http/handlers.js";
import { download } from "./download.js";
import { asOnWire } from "./file-info.js";
import { unsupported } from "./unsupported.js";

/** What lies below the root that `mlflow-artifacts:/` stands for. */
export class ProxiedArtifacts {
  constructor(private readonly store: ArtifactStore) {}

  /** What lies in a directory below the served root, by name alone. */
  async list(path: string): Promise<FileInfo[]> {
    const files = await this.store.list(parseDirectoryPath(path));
    return files.map((file) => asOnWire(file, posix.basename(file.path)));
  }

  async read(path: string, call: Call): Promise<Bytes> {
    return download(this.store, parseArtifactPath(path), call);
  }

  async write(path: string, content: Readable): Promise<void> {
    return this.store.write(parseArtifactPath(path), content);
  }

  /** MLflow's `gc` names a directory with a slash at its end; a file is not meant by that. */
  async delete(path: string): Promise<void> {
    const place = parseDirectoryPath(path);
    if (path.endsWith("/") && (await this.store.stat(place))?.isDirectory === false) return;
    return this.store.delete(place);
  }

  /** Says that no store that this version opens takes files in parts. Clients match on the words. */
  async refuseParts(directory: string, name: string): Promise<never> {
    parseDirectoryPath(directory);
    parseArtifactPath(win32.basename(name));
    throw unsupported("Multipart upload");
  }

  /** Says that no store that this version opens gives out addresses of its own. Clients match on the words. */
  async refuseSigning(path: string): Promise<never> {
    parseArtifactPath(path);
    throw unsupported("Multipart download");
  }
}
