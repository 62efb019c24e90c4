import { type Alias, ApiError, type endpoints, type ModelVersion, type RequestOf } from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { Caller } from "../http/caller.js";
import type { HistoryService } from "../promotions/history-service.js";
import {
  holdRegisteredModel,
  requireRegisteredModel,
} from "../registered-models/require-registered-model.js";
import { validateModelName } from "../registered-models/validate-registry.js";
import type { RegistryEvents } from "../webhooks/registry-events.js";
import * as store from "./alias-store.js";
import type { ModelVersionService } from "./model-version-service.js";
import { validateAlias, validateNewAlias } from "./validate-alias.js";

type Calls = typeof endpoints.registeredModels;

export interface AliasDependencies {
  database: Database;
  versions: Pick<ModelVersionService, "hold" | "require" | "read" | "latest">;
  history: Pick<HistoryService, "follow">;
  events: Pick<RegistryEvents, "aliasSet" | "aliasDeleted">;
}

/** Names for one version of a model at a time. */
export class AliasService {
  private readonly database: Database;

  constructor(private readonly dependencies: AliasDependencies) {
    this.database = dependencies.database;
  }

  async set({ name, alias, version }: RequestOf<Calls["setAlias"]>, caller: Caller): Promise<void> {
    const { versions, history } = this.dependencies;
    validateModelName(name);
    validateNewAlias(alias);
    await this.database.write(async (tx) => {
      const row = await versions.hold(tx, name, version);
      const move = () => this.move(tx, name, alias, row.version);
      await history.follow(tx, name, { action: "alias", caller }, move);
    });
  }

  async delete({ name, alias }: RequestOf<Calls["deleteAlias"]>, caller: Caller): Promise<void> {
    const { history, events } = this.dependencies;
    validateModelName(name);
    validateAlias(alias);
    await this.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      const remove = () => store.deleteAliases(tx, name, { alias });
      await history.follow(tx, name, { action: "alias", caller }, remove);
      await events.aliasDeleted(tx, name, alias);
    });
  }

  /** The version that bears an alias; `latest` is the one of the highest number. */
  async getVersion({ name, alias }: RequestOf<Calls["getByAlias"]>): Promise<ModelVersion> {
    const { read } = this.database;
    validateModelName(name);
    validateAlias(alias);
    await requireRegisteredModel(read, name);
    if (alias.toLowerCase() === "latest") return this.newest(name);
    const version = await this.find(read, name, alias);
    if (version === undefined)
      throw new ApiError("INVALID_PARAMETER_VALUE", `Registered model alias ${alias} not found.`);
    const { versions } = this.dependencies;
    return versions.read(read, await versions.require(read, name, version));
  }

  /** The number of the version that bears an alias. */
  async find(db: Db, name: string, alias: string): Promise<number | undefined> {
    return (await store.findAlias(db, name, alias))?.version;
  }

  /** Gives an alias to a version, whoever had it. */
  async move(tx: Db, name: string, alias: string, version: number): Promise<void> {
    await store.upsertAlias(tx, { name, alias, version });
    await this.dependencies.events.aliasSet(tx, name, alias, version);
  }

  /** The aliases of each of some models. */
  async ofModels(db: Db, names: readonly string[]): Promise<Map<string, Alias[]>> {
    const aliases = new Map<string, Alias[]>(names.map((name) => [name, []]));
    for (const { name, alias, version } of await store.selectAliases(db, this.database.dialect, names))
      aliases.get(name)?.push({ alias, version: String(version) });
    return aliases;
  }

  private async newest(name: string): Promise<ModelVersion> {
    const newest = (await this.dependencies.versions.latest(this.database.read, [name])).at(-1);
    if (newest) return newest;
    throw new ApiError("RESOURCE_DOES_NOT_EXIST", `Latest version not found for model ${name}.`);
  }
}
