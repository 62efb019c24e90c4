import { posix } from "node:path";
import type { Readable } from "node:stream";
import {
  type ArtifactPath,
  joinArtifactPath,
  parseArtifactPath,
  parseDirectoryPath,
  ROOT,
} from "@slipway/artifacts";
import { ApiError, type FileInfo } from "@slipway/contract";
import type { Bytes, Call } from "../http/handlers.js";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";
import type { RunService } from "../runs/run-service.js";
import type { ArtifactDirectory, ArtifactPlaces } from "./artifact-places.js";
import { download } from "./download.js";

export interface ArtifactDependencies {
  places: ArtifactPlaces;
  runs: Pick<RunService, "get">;
  loggedModels: Pick<LoggedModelService, "get">;
}

export interface Listing {
  root_uri: string;
  files: FileInfo[];
}

/** Artifacts of runs and logged models, and those below the root that this server gives out. */
export class ArtifactService {
  constructor(private readonly dependencies: ArtifactDependencies) {}

  async listOfRun(id: string, path: string | undefined): Promise<Listing> {
    const directory = parseDirectoryPath(path);
    return this.list(await this.uriOfRun(id), directory);
  }

  async readOfRun(id: string, path: string, call: Call): Promise<Bytes> {
    const file = parseArtifactPath(path);
    return this.read(await this.uriOfRun(id), file, call);
  }

  async listOfLoggedModel(id: string, path: string | undefined): Promise<Listing> {
    const directory = parseDirectoryPath(path);
    return this.list(await this.uriOfLoggedModel(id), directory);
  }

  async readOfLoggedModel(id: string, path: string, call: Call): Promise<Bytes> {
    const file = parseArtifactPath(path);
    return this.read(await this.uriOfLoggedModel(id), file, call);
  }

  /** What lies in a directory below the served root, by name alone. */
  async listProxied(path: string): Promise<FileInfo[]> {
    const files = await this.dependencies.places.proxied().list(parseDirectoryPath(path));
    return files.map((file) => asOnWire(file, posix.basename(file.path)));
  }

  async readProxied(path: string, call: Call): Promise<Bytes> {
    return download(this.dependencies.places.proxied(), parseArtifactPath(path), call);
  }

  async writeProxied(path: string, content: Readable): Promise<void> {
    return this.dependencies.places.proxied().write(parseArtifactPath(path), content);
  }

  async deleteProxied(path: string): Promise<void> {
    return this.dependencies.places.proxied().delete(parseArtifactPath(path));
  }

  /** Says that no store that this version opens takes or gives files in parts. Clients match on the words. */
  async refuseParts(path: string, direction: "upload" | "download"): Promise<never> {
    parseArtifactPath(path);
    throw new ApiError(
      "NOT_IMPLEMENTED",
      `Multipart ${direction} is not supported for the current artifact repository`,
    );
  }

  private async list(uri: string, path: ArtifactPath): Promise<Listing> {
    const root = this.dependencies.places.open(uri);
    const files = await root.store.list(joinArtifactPath(root.path, path));
    return { root_uri: uri, files: files.map((file) => asOnWire(file, below(root, file.path))) };
  }

  private read(uri: string, path: ArtifactPath, call: Call): Promise<Bytes> {
    const root = this.dependencies.places.open(uri);
    return download(root.store, joinArtifactPath(root.path, path), call);
  }

  private async uriOfRun(id: string): Promise<string> {
    const { info } = await this.dependencies.runs.get(id);
    if (info.artifact_uri) return info.artifact_uri;
    throw new ApiError("RESOURCE_DOES_NOT_EXIST", `Run with id=${id} has no artifacts.`);
  }

  private async uriOfLoggedModel(id: string): Promise<string> {
    const { info } = await this.dependencies.loggedModels.get(id);
    return info.artifact_uri;
  }
}

const below = (root: ArtifactDirectory, path: string) =>
  root.path === ROOT ? path : path.slice(root.path.length + 1);

/** MLflow leaves out the size of an empty file, as it does of a directory. */
const asOnWire = ({ is_dir, file_size }: FileInfo, path: string): FileInfo => ({
  path,
  is_dir,
  file_size: file_size || undefined,
});
