import type { LoggedModel } from "@slipway/contract";
import { type Location, parseLocation, pathWithin } from "../artifacts/location.js";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";
import type { RunService } from "../runs/run-service.js";
import { unlessMissing } from "../validation/unless-missing.js";
import { modelOfRun } from "./model-of-run.js";
import { parseSource, type VersionSuffix } from "./model-version-source.js";
import * as refuse from "./source-refusals.js";

export interface SourceDependencies {
  runs: Pick<RunService, "get">;
  loggedModels: Pick<LoggedModelService, "get">;
  /** The version that `models:/name/…` stands for. @throws ApiError RESOURCE_DOES_NOT_EXIST */
  findVersion(name: string, suffix: VersionSuffix): Promise<SourceVersion>;
}

export interface SourceVersion {
  name: string;
  version: number;
  runId: string;
  location: string;
}

export interface SourceRequest {
  source: string;
  run_id?: string;
  model_id?: string;
}

/** What is kept of a source that was found to be in order. */
export interface ResolvedSource {
  source: string;
  /** Where the files are. */
  location: string;
  runId: string;
  /** The logged model that the version is of. */
  modelId?: string;
}

/**
 * Checks sources of new model versions and finds where their files are. A source inside the server's own artifacts
 * must lie within the run or the logged model that the request names, as in MLflow 3.18.
 *
 * Unlike there, a path in a run where a logged model of that name was made stands for the model: MLflow 3 keeps the
 * files with the model, and scripts written for MLflow 2 still register `<run artifact_uri>/<name>`.
 */
export class SourceResolver {
  constructor(private readonly dependencies: SourceDependencies) {}

  /** @throws ApiError INVALID_PARAMETER_VALUE, RESOURCE_DOES_NOT_EXIST */
  async resolve({ source, run_id = "", model_id = "" }: SourceRequest): Promise<ResolvedSource> {
    const request = { source, run_id, model_id };
    const reference = parseSource(source);
    switch (reference.kind) {
      case "registered-model":
        return this.ofVersion(request, reference.name, reference.suffix);
      case "logged-model":
        if (model_id !== reference.modelId) throw refuse.unidentified(source, "model_id");
        return this.ofModel(request);
      case "run":
        if (model_id) throw refuse.unidentified(source, "model_id");
        if (run_id !== reference.runId) throw refuse.unidentified(source, "run_id");
        return this.ofRun(request, source, reference.path);
      case "location":
        return this.ofLocation(request, parseLocation(source, "source"));
    }
  }

  private async ofVersion(request: Required<SourceRequest>, name: string, suffix: VersionSuffix) {
    const { source, run_id, model_id } = request;
    const found = await this.dependencies.findVersion(name, suffix);
    if (run_id && run_id !== found.runId) throw refuse.otherVersion(source);
    // The row may have been written by another program.
    if (parseSource(found.location).kind === "location") parseLocation(found.location, "source");
    return {
      source: `models:/${found.name}/${found.version}`,
      location: found.location,
      runId: found.runId,
      modelId: model_id || undefined,
    };
  }

  private async ofModel({ source, run_id, model_id }: Required<SourceRequest>) {
    const { info } = await this.getModel(source, model_id);
    return {
      source,
      location: info.artifact_uri,
      runId: run_id || (info.source_run_id ?? ""),
      modelId: model_id,
    };
  }

  private async ofRun({ source, run_id }: Required<SourceRequest>, location: string, path: string) {
    const run = await unlessMissing(this.dependencies.runs.get(run_id));
    if (!run) throw refuse.unidentified(source, "run_id");
    const model = await modelOfRun(this.dependencies.loggedModels, run, path);
    return {
      source,
      location: model?.info.artifact_uri ?? location,
      runId: run_id,
      modelId: model?.info.model_id,
    };
  }

  private async ofLocation(request: Required<SourceRequest>, location: Location): Promise<ResolvedSource> {
    const { source, run_id, model_id } = request;
    const isOurs = location.kind !== "remote";
    if (model_id) {
      const { info } = await this.getModel(source, model_id);
      if (isOurs && pathIn(info.artifact_uri, location) === undefined)
        throw refuse.outside(location, source, "model_id");
      return { ...(await this.ofModel(request)), location: location.uri };
    }
    const run = run_id ? await unlessMissing(this.dependencies.runs.get(run_id)) : undefined;
    const path = pathIn(run?.info.artifact_uri, location);
    if (path) return this.ofRun(request, location.uri, path);
    if (isOurs && path === undefined) throw refuse.outside(location, source, "run_id");
    return { source, location: location.uri, runId: run_id };
  }

  private async getModel(source: string, id: string): Promise<LoggedModel> {
    const model = await unlessMissing(this.dependencies.loggedModels.get(id));
    if (model) return model;
    throw refuse.unidentified(source, "model_id");
  }
}

const pathIn = (root: string | undefined, location: Location): string | undefined =>
  root ? pathWithin(parseLocation(root, "artifact_location"), location) : undefined;
