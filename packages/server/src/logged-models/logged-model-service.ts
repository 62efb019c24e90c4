import { randomUUID } from "node:crypto";
import {
  ApiError,
  type endpoints,
  type Int64,
  type KeyValue,
  LIMITS,
  LOGGED_MODEL_STATUSES,
  type LoggedModel,
  type Metric,
  type RequestOf,
  type ResponseOf,
} from "@slipway/contract";
import { loggedModelGrammar } from "@slipway/search";
import type { Database, Db } from "../database/database.js";
import { parseExperimentIds } from "../experiments/experiment-id.js";
import type { ExperimentService } from "../experiments/experiment-service.js";
import { joinLocation } from "../experiments/join-location.js";
import { storedValue } from "../metrics/metric-point.js";
import { randomName } from "../naming/random-name.js";
import { cutPage, readLimit } from "../searching/page.js";
import { parseConjuncts } from "../searching/parse-search.js";
import { missingValue } from "../validation/invalid-value.js";
import { refuseRepeatedKeys } from "../validation/repeated-keys.js";
import { readLoggedModels } from "./logged-model-entity.js";
import { parseModelOrder } from "./logged-model-order.js";
import { loggedModelOffset, loggedModelToken } from "./logged-model-page.js";
import { selectLoggedModels } from "./logged-model-search.js";
import * as store from "./logged-model-store.js";
import { REGISTRATIONS_TAG, withRegistration } from "./registrations.js";
import { validateLoggedModelName } from "./validate-logged-model.js";

type Calls = typeof endpoints.loggedModels;

export interface LoggedModelDependencies {
  database: Database;
  experiments: Pick<ExperimentService, "requireActive">;
}

/** Logged models as MLflow 3.18's SQL store keeps them. */
export class LoggedModelService {
  private readonly database: Database;

  constructor(private readonly dependencies: LoggedModelDependencies) {
    this.database = dependencies.database;
  }

  async create(request: RequestOf<Calls["create"]>): Promise<LoggedModel> {
    const { experiment_id, name = "", model_type = "", source_run_id = "", params, tags } = request;
    validateLoggedModelName(name);
    return this.database.write(async (tx) => {
      const experiment = await this.dependencies.experiments.requireActive(tx, experiment_id);
      const model_id = `m-${randomUUID().replaceAll("-", "")}`;
      const now = Date.now();
      const row: store.LoggedModelRow = {
        model_id,
        experiment_id: experiment.experiment_id,
        name: name || randomName(),
        artifact_location: joinLocation(experiment.artifact_location ?? "", "models", model_id, "artifacts"),
        creation_timestamp_ms: now,
        last_updated_timestamp_ms: now,
        status: LOGGED_MODEL_STATUSES.LOGGED_MODEL_PENDING,
        lifecycle_stage: "active",
        model_type,
        source_run_id,
        status_message: null,
      };
      await store.insertLoggedModel(tx, row);
      refuseRepeatedKeys("param", params);
      await this.addParams(tx, row, params);
      refuseRepeatedKeys("tag", tags);
      await store.upsertTags(tx, this.database.dialect, row, tags);
      return this.read(tx, row);
    });
  }

  async get(id: string, allowDeleted = false): Promise<LoggedModel> {
    const row = await getRow(this.database.read, id);
    if (row.lifecycle_stage === "deleted" && !allowDeleted) throw notFound(id);
    return this.read(this.database.read, row);
  }

  /** Says that the model's files are there, or will never be. */
  finalize({ model_id, status }: RequestOf<Calls["finalize"]>): Promise<LoggedModel> {
    return this.database.write(async (tx) => {
      await getRow(tx, model_id);
      await store.updateLoggedModel(tx, model_id, { status: LOGGED_MODEL_STATUSES[status] });
      return this.read(tx, await getRow(tx, model_id));
    });
  }

  async delete(id: string): Promise<void> {
    await this.database.write(async (tx) => {
      await getRow(tx, id);
      await store.updateLoggedModel(tx, id, { lifecycle_stage: "deleted" });
    });
  }

  async search(request: RequestOf<Calls["search"]>): Promise<ResponseOf<Calls["search"]>> {
    const { read, scan, dialect } = this.database;
    if (request.experiment_ids.length === 0) throw missingValue("experiment_ids");
    if (!request.datasets.every(({ dataset_name }) => dataset_name)) throw unnamedDataset();
    const offset = loggedModelOffset(request);
    const conjuncts = parseConjuncts(request.filter, loggedModelGrammar);
    const experimentIds = parseExperimentIds(request.experiment_ids);
    const order = parseModelOrder(request.order_by);
    const limit = request.max_results || LIMITS.pages.loggedModelsDefault;
    const page = { limit: readLimit(limit, LIMITS.pages.loggedModels), offset };
    const { datasets } = request;
    const found = await selectLoggedModels(scan, dialect, {
      experimentIds,
      conjuncts,
      datasets,
      order,
      page,
    });
    const models = await readLoggedModels(read, dialect, cutPage(found, page).rows);
    if (found.length <= page.limit) return { models };
    return { models, next_page_token: loggedModelToken(request, page.offset + page.limit) };
  }

  async setTags(id: string, tags: readonly KeyValue[]): Promise<void> {
    await this.database.write(async (tx) => {
      await store.upsertTags(tx, this.database.dialect, await getRow(tx, id), lastOfEach(tags));
    });
  }

  async deleteTag(id: string, key: string): Promise<void> {
    await this.database.write(async (tx) => {
      await getRow(tx, id);
      if (await store.deleteTag(tx, id, key)) return;
      const message = `No tag with key '${key}' found for model with ID '${id}'.`;
      throw new ApiError("RESOURCE_DOES_NOT_EXIST", message);
    });
  }

  async logParams(id: string, params: readonly KeyValue[]): Promise<void> {
    await this.database.write(async (tx) => this.addParams(tx, await getRow(tx, id), params));
  }

  /**
   * Keeps a second copy of those of a run's metrics that name a model.
   * @throws ApiError RESOURCE_DOES_NOT_EXIST when a model is unknown
   */
  async recordMetrics(
    tx: Db,
    run: { id: string; experiment_id: Int64 },
    metrics: readonly Metric[],
  ): Promise<void> {
    const named = metrics.filter(namesModel);
    if (named.length === 0) return;
    const { dialect } = this.database;
    const ids = [...new Set(named.map((metric) => metric.model_id))];
    const known = new Set((await store.findLoggedModels(tx, dialect, ids)).map((row) => row.model_id));
    for (const id of ids) if (!known.has(id)) throw notFound(id);
    const stored = named.map((metric) => ({ ...metric, value: storedValue(metric.value) }));
    await store.insertModelMetrics(tx, dialect, run, stored);
  }

  /** Notes on a model, in the tag that MLflow keeps for it, that it was registered. */
  async recordRegistration(tx: Db, id: string, name: string, version: number): Promise<void> {
    await store.lockLoggedModel(tx, id);
    const row = await getRow(tx, id);
    const { info } = await this.read(tx, row);
    const known = info.tags.find((tag) => tag.key === REGISTRATIONS_TAG)?.value;
    const tag = { key: REGISTRATIONS_TAG, value: withRegistration(known, { name, version }) };
    await store.upsertTags(tx, this.database.dialect, row, [tag]);
  }

  private async addParams(tx: Db, row: store.LoggedModelRow, params: readonly KeyValue[]): Promise<void> {
    await store.insertParams(tx, this.database.dialect, row, params);
    const { data } = await this.read(tx, row);
    const stored = new Map(data.params.map(({ key, value }) => [key, value]));
    for (const { key, value } of params)
      if (stored.get(key) !== value)
        throw new ApiError(
          "INVALID_PARAMETER_VALUE",
          `Changing param values is not allowed. Param with key='${key}' was already logged with ` +
            `value='${stored.get(key)}' for model ID='${row.model_id}'. Attempted logging new value '${value}'.`,
        );
  }

  private async read(db: Db, row: store.LoggedModelRow): Promise<LoggedModel> {
    const [model] = await readLoggedModels(db, this.database.dialect, [row]);
    return model as LoggedModel;
  }
}

async function getRow(db: Db, id: string): Promise<store.LoggedModelRow> {
  const row = await store.findLoggedModel(db, id);
  if (row) return row;
  throw notFound(id);
}

const unnamedDataset = () =>
  new ApiError("INVALID_PARAMETER_VALUE", "`dataset_name` in the `datasets` clause must be specified.");

const notFound = (id: string) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `Logged model with ID '${id}' not found.`);

const namesModel = (metric: Metric): metric is Metric & { model_id: string } => Boolean(metric.model_id);

const lastOfEach = (tags: readonly KeyValue[]): KeyValue[] => [
  ...new Map(tags.map((tag) => [tag.key, tag])).values(),
];
