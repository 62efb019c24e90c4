import {
  ApiError,
  type endpoints,
  type KeyValue,
  LIMITS,
  type ModelVersion,
  type RequestOf,
} from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";
import {
  requireRegisteredModel,
  touchRegisteredModel,
} from "../registered-models/require-registered-model.js";
import {
  checkRegistryTags,
  validateDescription,
  validateModelName,
} from "../registered-models/validate-registry.js";
import type { RunService } from "../runs/run-service.js";
import { validateLength } from "../validation/length.js";
import type { RegistryEvents } from "../webhooks/registry-events.js";
import type { AliasService } from "./alias-service.js";
import type { ModelVersionService } from "./model-version-service.js";
import type { VersionSuffix } from "./model-version-source.js";
import * as store from "./model-version-store.js";
import { type ResolvedSource, SourceResolver, type SourceVersion } from "./source-resolver.js";
import { parseStage } from "./stage.js";

/** A version that is to be registered. */
export type NewVersion = Omit<RequestOf<typeof endpoints.modelVersions.create>, "name">;

/** A new version whose fields and source were found to be in order. */
export interface CheckedVersion extends ResolvedSource {
  tags: KeyValue[];
  description: string;
  runLink: string;
}

export interface RegistrationDependencies {
  database: Database;
  versions: Pick<ModelVersionService, "require" | "read" | "latest">;
  aliases: Pick<AliasService, "getVersion">;
  runs: Pick<RunService, "get">;
  loggedModels: Pick<LoggedModelService, "get" | "recordRegistration">;
  events: Pick<RegistryEvents, "versionCreated">;
}

/** Makes versions of registered models. */
export class RegistrationService {
  private readonly sources: SourceResolver;

  constructor(private readonly dependencies: RegistrationDependencies) {
    const { runs, loggedModels } = dependencies;
    this.sources = new SourceResolver({
      runs,
      loggedModels,
      findVersion: (name, suffix) => this.findVersion(name, suffix),
    });
  }

  async create({
    name,
    ...request
  }: RequestOf<typeof endpoints.modelVersions.create>): Promise<ModelVersion> {
    const { database, versions } = this.dependencies;
    const checked = await this.check(request, name);
    return database.write(async (tx) => {
      const version = await this.register(tx, name, checked);
      return versions.read(tx, await versions.require(tx, name, version));
    });
  }

  /**
   * Checks what a version is to be made of. It looks outside transactions, so that none waits for it.
   * @param name its model's, checked where MLflow checks it, unless it was before
   */
  async check(request: NewVersion, name?: string): Promise<CheckedVersion> {
    const { tags, description = "", run_link: runLink = "", ...source } = request;
    validateLength("source", LIMITS.source, source.source);
    const resolved = await this.sources.resolve(source);
    if (name !== undefined) validateModelName(name);
    const checkedTags = checkRegistryTags(tags);
    validateDescription(description);
    validateLength("run_link", LIMITS.runLink, runLink);
    return { tags: checkedTags, description, runLink, ...resolved };
  }

  /** Registers a version of a model that exists. @returns its number, one above all that there ever were */
  async register(tx: Db, name: string, checked: CheckedVersion): Promise<number> {
    const time = Date.now();
    await touchRegisteredModel(tx, name, time);
    const version = await store.nextVersion(tx, name);
    await store.insertVersion(tx, {
      name,
      version,
      creation_time: time,
      last_updated_time: time,
      description: checked.description,
      user_id: null,
      current_stage: "None",
      source: checked.source,
      storage_location: checked.location,
      run_id: checked.runId,
      run_link: checked.runLink,
      status: "READY",
      status_message: null,
    });
    for (const tag of checked.tags) await store.upsertVersionTag(tx, name, version, tag);
    if (checked.modelId)
      await this.dependencies.loggedModels.recordRegistration(tx, checked.modelId, name, version);
    await this.dependencies.events.versionCreated(tx, name, { ...checked, version });
    return version;
  }

  private async findVersion(name: string, suffix: VersionSuffix): Promise<SourceVersion> {
    const { database, versions } = this.dependencies;
    await requireRegisteredModel(database.read, name);
    const version = "version" in suffix ? suffix.version : Number(await this.newestOf(name, suffix));
    const row = await versions.require(database.read, name, version);
    return { name, version, runId: row.run_id ?? "", location: row.storage_location || row.source || "" };
  }

  private async newestOf(name: string, suffix: { stage?: string } | { alias: string }): Promise<string> {
    const { database, versions, aliases } = this.dependencies;
    if ("alias" in suffix) return (await aliases.getVersion({ name, alias: suffix.alias })).version;
    const stage = suffix.stage === undefined ? undefined : parseStage(suffix.stage);
    const latest = await versions.latest(database.read, [name]);
    const found = latest.filter((version) => stage === undefined || version.current_stage === stage).at(-1);
    if (found) return found.version;
    const where = stage === undefined ? "" : ` and stage '${stage}'`;
    throw new ApiError("RESOURCE_DOES_NOT_EXIST", `No versions of model with name '${name}'${where} found`);
  }
}
