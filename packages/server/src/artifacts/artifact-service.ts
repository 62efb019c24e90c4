import { Readable } from "node:stream";
import {
  type ArtifactPath,
  joinArtifactPath,
  parseArtifactPath,
  parseDirectoryPath,
  ROOT,
} from "@slipway/artifacts";
import {
  ApiError,
  type endpoints,
  type FileInfo,
  LIMITS,
  type ModelFile,
  type RequestOf,
} from "@slipway/contract";
import { joinLocation } from "../experiments/join-location.js";
import type { Bytes, Call } from "../http/handlers.js";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import type { RunService } from "../runs/run-service.js";
import { missingValue } from "../validation/invalid-value.js";
import type { ArtifactDirectory, ArtifactPlaces } from "./artifact-places.js";
import { download } from "./download.js";
import { asOnWire } from "./file-info.js";
import { readModelFiles } from "./model-files.js";
import { readUpload } from "./read-upload.js";
import { unsupported } from "./unsupported.js";

type Calls = typeof endpoints.artifacts;

export interface ArtifactDependencies {
  places: ArtifactPlaces;
  runs: Pick<RunService, "get">;
  loggedModels: Pick<LoggedModelService, "get">;
  versions: Pick<ModelVersionService, "downloadUri">;
}

export interface Listing {
  root_uri: string;
  files: FileInfo[];
}

/** Artifacts of runs, logged models and model versions. */
export class ArtifactService {
  constructor(private readonly dependencies: ArtifactDependencies) {}

  async listOfRun(id: string, path: string | undefined): Promise<Listing> {
    const directory = parseDirectoryPath(path);
    return this.list(await this.uriOfRun(id), directory);
  }

  async readOfRun({ run_id, path }: RequestOf<Calls["get"]>, call: Call): Promise<Bytes> {
    if (path === undefined) throw missingValue("path");
    const file = path === "" ? ROOT : parseArtifactPath(path);
    if (!run_id) throw missingValue("run_id");
    return this.read(await this.uriOfRun(run_id), file, call);
  }

  async listOfLoggedModel(id: string, path: string | undefined): Promise<Listing> {
    const directory = parseDirectoryPath(path);
    return this.list(await this.uriOfLoggedModel(id), directory);
  }

  async readOfLoggedModel(request: RequestOf<Calls["getOfLoggedModel"]>, call: Call): Promise<Bytes> {
    const { model_id, artifact_file_path: path, presigned } = request;
    if (!path)
      throw new ApiError("BAD_REQUEST", 'Request must include the "artifact_file_path" query parameter.');
    const file = parseArtifactPath(path);
    const uri = await this.uriOfLoggedModel(model_id);
    if (presigned === "true") throw unsupported("Presigned download");
    return this.read(uri, file, call);
  }

  async readOfModelVersion(request: RequestOf<Calls["getOfModelVersion"]>, call: Call): Promise<Bytes> {
    const { name, version, path, presigned } = request;
    const file = parseArtifactPath(path);
    const uri = await this.uriOfModelVersion(name, version);
    if (presigned === "true") throw unsupported("Presigned download");
    return this.read(uri, file, call);
  }

  /** Adds one small file to a run. */
  async upload({ run_id, path }: RequestOf<Calls["upload"]>, content: Readable): Promise<void> {
    if (!run_id) throw invalid("Request must specify run_id or run_uuid.");
    if (!path) throw invalid("Request must specify path.");
    const file = parseArtifactPath(path);
    const bytes = await readUpload(content);
    const root = this.dependencies.places.open(await this.uriOfRun(run_id));
    await root.store.write(joinArtifactPath(root.path, file), Readable.from([bytes]));
  }

  async presignUpload({ run_id, model_id, path }: RequestOf<Calls["presignUpload"]>): Promise<never> {
    if (!run_id === !model_id) throw invalid("Exactly one of run_id and model_id must be provided.");
    parseArtifactPath(path);
    const uri = run_id ? await this.uriOfRun(run_id) : await this.uriOfLoggedModel(model_id ?? "");
    const scheme = proxiedScheme(uri);
    if (scheme)
      throw invalid(
        `Presigned upload is not supported for proxied artifact storage (artifact URI scheme: ${scheme}). ` +
          "This endpoint requires a direct cloud storage artifact URI.",
      );
    throw unsupported("Presigned upload");
  }

  async presignDownload({ run_id, path, expiration }: RequestOf<Calls["presignDownload"]>): Promise<never> {
    parseArtifactPath(path);
    const longest = LIMITS.presignedSeconds;
    if (expiration < 1 || expiration > longest)
      throw invalid(`expiration must be between 1 and ${longest} seconds (got ${expiration}).`);
    const scheme = proxiedScheme(await this.uriOfRun(run_id));
    if (scheme)
      throw invalid(
        `Presigned download is not supported for runs with proxied artifact storage (artifact URI scheme: ${scheme}). ` +
          "This endpoint requires a run with a direct cloud storage artifact URI.",
      );
    throw unsupported("Presigned download");
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

  /**
   * Every file of a model, with its digest.
   * @param location where its version says that they are
   * @throws whatever keeps this server from reading them
   */
  async modelFiles(location: string): Promise<ModelFile[]> {
    return readModelFiles(this.dependencies.places.open(await this.withinRun(location)));
  }

  private async uriOfModelVersion(name: string, version: string): Promise<string> {
    return this.withinRun(await this.dependencies.versions.downloadUri(name, version));
  }

  /** Where the files of a version are; a source within a run is looked up there. */
  private async withinRun(uri: string): Promise<string> {
    const [, runId, path] = /^runs:\/([^/]+)\/(.+)$/.exec(uri) ?? [];
    return runId && path ? joinLocation(await this.uriOfRun(runId), path) : uri;
  }

  private async uriOfLoggedModel(id: string): Promise<string> {
    const { info } = await this.dependencies.loggedModels.get(id);
    return info.artifact_uri;
  }
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);

const proxiedScheme = (uri: string): string | undefined =>
  /^(https?|mlflow-artifacts):/i.exec(uri)?.[1]?.toLowerCase();

const below = (root: ArtifactDirectory, path: string) =>
  root.path === ROOT ? path : path.slice(root.path.length + 1);
