import {
  ApiError,
  type endpoints,
  LIMITS,
  type ModelVersion,
  type RequestOf,
  type ResponseOf,
} from "@slipway/contract";
import { modelVersionGrammar } from "@slipway/search";
import type { Database, Db } from "../database/database.js";
import type { Caller } from "../http/caller.js";
import type { HistoryService } from "../promotions/history-service.js";
import { checkPageSize } from "../registered-models/check-page-size.js";
import {
  lockRegisteredModel,
  requireRegisteredModel,
  touchRegisteredModel,
} from "../registered-models/require-registered-model.js";
import {
  validateDescription,
  validateModelName,
  validateRegistryTag,
} from "../registered-models/validate-registry.js";
import { cutPage, offsetOf, readLimit } from "../searching/page.js";
import { parseConjuncts, parseOrder } from "../searching/parse-search.js";
import { validateKey } from "../validation/key.js";
import type { RegistryEvents } from "../webhooks/registry-events.js";
import { deleteAliases } from "./alias-store.js";
import { readModelVersions } from "./model-version-entity.js";
import { selectModelVersions } from "./model-version-search.js";
import * as store from "./model-version-store.js";
import { parseStage } from "./stage.js";
import { parseVersion, versionNotFound } from "./version-number.js";

type Calls = typeof endpoints.modelVersions;

export interface ModelVersionDependencies {
  database: Database;
  history: Pick<HistoryService, "follow">;
  events: Pick<RegistryEvents, "versionTagSet" | "versionTagDeleted">;
}

/** So many versions are read in a few milliseconds. */
const FEW_VERSIONS = 1000;

/** Model versions as MLflow 3.18's SQL registry keeps them: their finding, describing and deleting. */
export class ModelVersionService {
  private readonly database: Database;

  constructor(private readonly dependencies: ModelVersionDependencies) {
    this.database = dependencies.database;
  }

  async get(name: string, version: string): Promise<ModelVersion> {
    return this.read(this.database.read, await this.require(this.database.read, name, version));
  }

  async downloadUri(name: string, version: string): Promise<string> {
    const row = await this.require(this.database.read, name, version);
    return row.storage_location || row.source || "";
  }

  async search(request: RequestOf<Calls["search"]>): Promise<ResponseOf<Calls["search"]>> {
    const { read, scan, dialect } = this.database;
    const { filter, max_results, order_by, page_token } = request;
    checkPageSize(max_results, LIMITS.pages.modelVersions);
    if (max_results < 1)
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `Invalid value for max_results. It must be a positive integer, but got ${max_results}`,
      );
    const limit = readLimit(max_results, LIMITS.pages.modelVersions);
    const conjuncts = parseConjuncts(filter, modelVersionGrammar);
    const order = parseOrder(order_by, modelVersionGrammar);
    const page = { limit, offset: offsetOf(page_token) };
    const db = limit > FEW_VERSIONS ? scan : read;
    const found = await selectModelVersions(db, dialect, { conjuncts, order, page });
    const { rows, next_page_token } = cutPage(found, page);
    return { model_versions: await readModelVersions(db, dialect, rows), next_page_token };
  }

  /** The newest version in each of some stages, or in each stage there is. */
  async latestInStages(name: string, stages: readonly string[]): Promise<ModelVersion[]> {
    await requireRegisteredModel(this.database.read, name);
    const wanted = new Set<string | undefined>(stages.map(parseStage));
    const latest = await this.latest(this.database.read, [name]);
    return wanted.size === 0 ? latest : latest.filter((version) => wanted.has(version.current_stage));
  }

  /** Without a description the one that is there goes. */
  async update(request: RequestOf<Calls["update"]>): Promise<ModelVersion> {
    const { name, version, description = null } = request;
    if (description !== null) validateDescription(description);
    return this.database.write(async (tx) => {
      const row = await this.hold(tx, name, version);
      await store.updateVersion(tx, name, row.version, { description, last_updated_time: Date.now() });
      return this.read(tx, await this.require(tx, name, version));
    });
  }

  /** Deletes a version: where it came from is forgotten, its number is never used again. */
  async delete({ name, version }: RequestOf<Calls["delete"]>, caller: Caller): Promise<void> {
    await this.database.write(async (tx) => {
      const row = await this.hold(tx, name, version);
      const time = Date.now();
      await touchRegisteredModel(tx, name, time);
      await this.dependencies.history.follow(tx, name, { action: "delete-version", caller }, async () => {
        await deleteAliases(tx, name, { version: row.version });
        await store.updateVersion(tx, name, row.version, { ...REDACTED, last_updated_time: time });
      });
    });
  }

  async setTag({ name, version, ...tag }: RequestOf<Calls["setTag"]>): Promise<void> {
    validateModelName(name);
    parseVersion(version);
    validateRegistryTag(tag);
    await this.database.write(async (tx) => {
      const row = await this.hold(tx, name, version);
      await store.upsertVersionTag(tx, name, row.version, tag);
      await this.dependencies.events.versionTagSet(tx, name, row.version, tag);
    });
  }

  async deleteTag({ name, version, key }: RequestOf<Calls["deleteTag"]>): Promise<void> {
    validateModelName(name);
    parseVersion(version);
    validateKey(key, "key");
    await this.database.write(async (tx) => {
      const row = await this.hold(tx, name, version);
      await store.deleteVersionTag(tx, name, row.version, key);
      await this.dependencies.events.versionTagDeleted(tx, name, row.version, key);
    });
  }

  /** The row of a version that is not deleted. @throws ApiError RESOURCE_DOES_NOT_EXIST */
  async require(db: Db, name: string, version: string | number): Promise<store.ModelVersionRow> {
    validateModelName(name);
    const number = typeof version === "number" ? version : parseVersion(version);
    const row = Number.isSafeInteger(number) ? await store.findVersion(db, name, number) : undefined;
    if (row) return row;
    throw versionNotFound(name, Number.isSafeInteger(number) ? number : version);
  }

  /** As {@link require}, for a write: nobody else changes the model until the transaction ends. */
  async hold(tx: Db, name: string, version: string | number): Promise<store.ModelVersionRow> {
    validateModelName(name);
    await lockRegisteredModel(tx, name);
    return this.require(tx, name, version);
  }

  async read(db: Db, row: store.ModelVersionRow): Promise<ModelVersion> {
    const [version] = await this.readAll(db, [row]);
    return version as ModelVersion;
  }

  readAll(db: Db, rows: readonly store.ModelVersionRow[]): Promise<ModelVersion[]> {
    return readModelVersions(db, this.database.dialect, rows);
  }

  /** The newest version in each stage of each of some models, ordered by version. */
  async latest(db: Db, names: readonly string[]): Promise<ModelVersion[]> {
    return this.readAll(db, await store.selectLatest(db, this.database.dialect, names));
  }

  /** Notes that something of all versions of a model changes. */
  touchAll(tx: Db, name: string, time: number): Promise<void> {
    return store.touchVersions(tx, name, time);
  }

  /** Removes all versions of a model for good. */
  removeAll(tx: Db, name: string): Promise<void> {
    return store.removeVersions(tx, name);
  }
}

/** What MLflow leaves of a deleted version. */
const REDACTED = {
  current_stage: store.DELETED,
  description: null,
  user_id: null,
  source: "REDACTED-SOURCE-PATH",
  run_id: "REDACTED-RUN-ID",
  run_link: "REDACTED-RUN-LINK",
  status_message: null,
};
