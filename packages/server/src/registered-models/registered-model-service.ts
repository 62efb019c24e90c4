import {
  ApiError,
  type endpoints,
  LIMITS,
  type RegisteredModel,
  type RequestOf,
  type ResponseOf,
} from "@slipway/contract";
import { registeredModelGrammar } from "@slipway/search";
import type { Database, Db } from "../database/database.js";
import type { Caller } from "../http/caller.js";
import type { AliasService } from "../model-versions/alias-service.js";
import type { ModelVersionService } from "../model-versions/model-version-service.js";
import type { HistoryService } from "../promotions/history-service.js";
import { cutPage, offsetOf, readLimit } from "../searching/page.js";
import { parseConjuncts, parseOrder } from "../searching/parse-search.js";
import { validateKey } from "../validation/key.js";
import type { RegistryEvents } from "../webhooks/registry-events.js";
import { checkPageSize } from "./check-page-size.js";
import { readRegisteredModels } from "./registered-model-entity.js";
import { selectRegisteredModels } from "./registered-model-search.js";
import * as store from "./registered-model-store.js";
import { holdRegisteredModel, requireRegisteredModel } from "./require-registered-model.js";
import {
  checkRegistryTags,
  validateDescription,
  validateModelName,
  validateRegistryTag,
} from "./validate-registry.js";

type Calls = typeof endpoints.registeredModels;

export interface RegisteredModelDependencies {
  database: Database;
  versions: Pick<ModelVersionService, "latest" | "touchAll" | "removeAll">;
  aliases: Pick<AliasService, "ofModels">;
  history: Pick<HistoryService, "beforeRename" | "rename" | "close">;
  events: Pick<RegistryEvents, "modelCreated" | "modelTagSet" | "modelTagDeleted">;
}

/** Registered models as MLflow 3.18's SQL registry keeps them. */
export class RegisteredModelService {
  private readonly database: Database;

  constructor(private readonly dependencies: RegisteredModelDependencies) {
    this.database = dependencies.database;
  }

  async create({ name, tags, description = "" }: RequestOf<Calls["create"]>): Promise<RegisteredModel> {
    validateModelName(name);
    validateDescription(description);
    const checked = checkRegistryTags(tags);
    return this.database.write(async (tx) => {
      if (await store.findModel(tx, name)) throw taken(name);
      await store.insertModel(tx, { name, description, time: Date.now() });
      for (const tag of checked) await store.upsertModelTag(tx, name, tag);
      await this.dependencies.events.modelCreated(tx, name, description, checked);
      return this.read(tx, name);
    });
  }

  async get(name: string): Promise<RegisteredModel> {
    return this.read(this.database.read, name);
  }

  /** Gives a model another name; its versions, tags, aliases and history follow. */
  async rename({ name, new_name }: RequestOf<Calls["rename"]>, caller: Caller): Promise<RegisteredModel> {
    validateModelName(new_name, "new_name");
    return this.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      if (new_name !== name && (await store.findModel(tx, new_name))) throw taken(new_name);
      const time = Date.now();
      const { history, versions } = this.dependencies;
      const last = new_name === name ? undefined : await history.beforeRename(tx, name);
      await store.updateModel(tx, name, { name: new_name, last_updated_time: time });
      await versions.touchAll(tx, new_name, time);
      if (last) await history.rename(tx, last, new_name, caller);
      return this.read(tx, new_name);
    });
  }

  /** Without a description the one that is there goes. */
  async update({ name, description = "" }: RequestOf<Calls["update"]>): Promise<RegisteredModel> {
    validateDescription(description);
    return this.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      await store.updateModel(tx, name, { description, last_updated_time: Date.now() });
      return this.read(tx, name);
    });
  }

  /** Removes a model with its versions, for good. The history of its promotions stays. */
  async delete(name: string, caller: Caller): Promise<void> {
    await this.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      await this.dependencies.history.close(tx, name, caller);
      await this.dependencies.versions.removeAll(tx, name);
      await store.deleteModel(tx, name);
    });
  }

  async search(request: RequestOf<Calls["search"]>): Promise<ResponseOf<Calls["search"]>> {
    const { read, dialect } = this.database;
    const { filter, max_results, order_by, page_token } = request;
    checkPageSize(max_results, LIMITS.pages.registeredModels);
    const limit = readLimit(max_results, LIMITS.pages.registeredModels, 0);
    const conjuncts = parseConjuncts(filter, registeredModelGrammar);
    const order = parseOrder(order_by, registeredModelGrammar);
    const page = { limit, offset: offsetOf(page_token) };
    const found = await selectRegisteredModels(read, dialect, { conjuncts, order, page });
    const { rows, next_page_token } = cutPage(found, page);
    return { registered_models: await this.hydrate(read, rows), next_page_token };
  }

  async setTag({ name, ...tag }: RequestOf<Calls["setTag"]>): Promise<void> {
    validateModelName(name);
    validateRegistryTag(tag);
    await this.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      await store.upsertModelTag(tx, name, tag);
      await this.dependencies.events.modelTagSet(tx, name, tag);
    });
  }

  async deleteTag({ name, key }: RequestOf<Calls["deleteTag"]>): Promise<void> {
    validateModelName(name);
    validateKey(key, "key");
    await this.database.write(async (tx) => {
      await holdRegisteredModel(tx, name);
      await store.deleteModelTag(tx, name, key);
      await this.dependencies.events.modelTagDeleted(tx, name, key);
    });
  }

  private async read(db: Db, name: string): Promise<RegisteredModel> {
    const [model] = await this.hydrate(db, [await requireRegisteredModel(db, name)]);
    return model as RegisteredModel;
  }

  private hydrate(db: Db, rows: store.RegisteredModelRow[]): Promise<RegisteredModel[]> {
    return readRegisteredModels(db, this.database.dialect, this.dependencies, rows);
  }
}

const taken = (name: string) =>
  new ApiError("RESOURCE_ALREADY_EXISTS", `Registered Model (name=${name}) already exists.`);
