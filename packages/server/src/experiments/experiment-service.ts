import {
  ApiError,
  type DatasetSummary,
  type Experiment,
  type endpoints,
  type Int64,
  type KeyValue,
  LIMITS,
  type LifecycleStage,
  type RequestOf,
  type ResponseOf,
} from "@slipway/contract";
import { experimentGrammar } from "@slipway/search";
import type { Database, Db } from "../database/database.js";
import { cutPage, offsetOf, readLimit } from "../searching/page.js";
import { parseConjuncts, parseOrder } from "../searching/parse-search.js";
import { requireActive } from "../validation/lifecycle.js";
import { refuseRepeatedKeys } from "../validation/repeated-keys.js";
import { selectDatasetSummaries } from "./dataset-summaries.js";
import { readExperiments } from "./experiment-entity.js";
import { parseExperimentId, parseExperimentIds } from "./experiment-id.js";
import { selectExperiments } from "./experiment-search.js";
import * as store from "./experiment-store.js";
import { joinLocation } from "./join-location.js";
import { validateExperimentName, validateExperimentTag } from "./validate-experiment.js";

type Calls = typeof endpoints.experiments;

export interface ExperimentDependencies {
  database: Database;
  /** Where the artifacts of experiments go that name no place of their own. */
  artifactRoot: string;
  /** The id of a new experiment; absent, the database counts. */
  newId?: (() => Int64) | undefined;
  /** The form in which a location is kept that a client names. @throws ApiError when it may not name it */
  acceptLocation(location: string): string;
}

/** Experiments as MLflow 3.18's SQL store keeps them. */
export class ExperimentService {
  private readonly database: Database;

  constructor(private readonly dependencies: ExperimentDependencies) {
    this.database = dependencies.database;
  }

  /** @returns the new experiment's id */
  async create({ name, artifact_location: given, tags }: RequestOf<Calls["create"]>): Promise<string> {
    const artifact_location = given ? this.dependencies.acceptLocation(given) : "";
    validateExperimentName(name);
    for (const tag of tags) validateExperimentTag(tag);
    refuseRepeatedKeys("tag", tags);
    return this.database.write(async (tx) => {
      await refuseTakenName(tx, name);
      const id = await store.insertExperiment(tx, this.database.dialect, {
        ...(this.dependencies.newId && { experiment_id: this.dependencies.newId() }),
        name,
        artifact_location,
        time: Date.now(),
      });
      if (!artifact_location)
        await store.updateExperiment(tx, id, { artifact_location: this.locationOf(String(id)) });
      for (const tag of tags) await store.upsertExperimentTag(tx, id, tag);
      return String(id);
    });
  }

  /** Makes the experiment that MLflow's clients expect to find: id 0, named Default. */
  async ensureDefault(): Promise<void> {
    await this.database.write(async (tx) => {
      if (await store.findExperiment(tx, 0)) return;
      const row = { experiment_id: 0, name: "Default", artifact_location: this.locationOf("0") };
      await store.insertExperiment(tx, this.database.dialect, { ...row, time: Date.now() });
    });
  }

  async get(id: string): Promise<Experiment> {
    return this.read(await getRow(this.database.read, id));
  }

  async getByName(name: string): Promise<Experiment> {
    const row = await store.findExperimentByName(this.database.read, name);
    if (row) return this.read(row);
    throw new ApiError("RESOURCE_DOES_NOT_EXIST", `Could not find experiment with name '${name}'`);
  }

  async search(request: RequestOf<Calls["search"]>): Promise<ResponseOf<Calls["search"]>> {
    const { read, dialect } = this.database;
    const limit = readLimit(request.max_results ?? 0, LIMITS.pages.experiments);
    const conjuncts = parseConjuncts(request.filter, experimentGrammar);
    const order = parseOrder(request.order_by, experimentGrammar);
    const page = { limit, offset: offsetOf(request.page_token) };
    const view = request.view_type;
    const found = await selectExperiments(read, dialect, { conjuncts, order, view, page });
    const { rows, next_page_token } = cutPage(found, page);
    return { experiments: await readExperiments(read, dialect, rows), next_page_token };
  }

  /** The datasets that runs of some experiments read. */
  async searchDatasets(ids: readonly string[]): Promise<DatasetSummary[]> {
    if (ids.length === 0)
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        "SearchDatasets request must specify at least one experiment_id.",
      );
    const { datasetExperiments } = LIMITS.atOnce;
    if (ids.length > datasetExperiments)
      throw new ApiError(
        "INVALID_PARAMETER_VALUE",
        `SearchDatasets request cannot specify more than ${datasetExperiments} experiment_ids. Received ${ids.length} experiment_ids.`,
      );
    const { read, dialect } = this.database;
    return selectDatasetSummaries(read, dialect, parseExperimentIds(ids));
  }

  async rename({ experiment_id, new_name: name }: RequestOf<Calls["update"]>): Promise<void> {
    validateExperimentName(name);
    await this.database.write(async (tx) => {
      const row = await getRow(tx, experiment_id, "update");
      // MLflow answers INVALID_STATE, whose status 500 makes its clients repeat the call for minutes.
      if (row.lifecycle_stage !== "active")
        throw new ApiError("INVALID_PARAMETER_VALUE", "Cannot rename a non-active experiment.");
      if (row.name !== name) await refuseTakenName(tx, name);
      await store.updateExperiment(tx, row.experiment_id, { name, last_update_time: Date.now() });
    });
  }

  /** Deletes an experiment and its runs; everything stays in the database. */
  delete(id: string): Promise<void> {
    return this.move(id, "active", "deleted");
  }

  /** Undoes {@link delete}, for all runs of the experiment. */
  restore(id: string): Promise<void> {
    return this.move(id, "deleted", "active");
  }

  async setTag(id: string, tag: KeyValue): Promise<void> {
    validateExperimentTag(tag);
    await this.database.write(async (tx) => {
      const { experiment_id } = await this.requireActive(tx, id);
      await store.upsertExperimentTag(tx, experiment_id, tag);
    });
  }

  async deleteTag(id: string, key: string): Promise<void> {
    await this.database.write(async (tx) => {
      const { experiment_id } = await this.requireActive(tx, id);
      if (await store.deleteExperimentTag(tx, experiment_id, key)) return;
      const message = `No tag with name: ${key} in experiment with id ${experiment_id}`;
      throw new ApiError("RESOURCE_DOES_NOT_EXIST", message);
    });
  }

  /** The experiment that something is about to be put into. @throws ApiError when it is unknown or deleted */
  async requireActive(tx: Db, id: string): Promise<store.ExperimentRow> {
    const row = await getRow(tx, id, "share");
    requireActive("experiment", String(row.experiment_id), row.lifecycle_stage);
    return row;
  }

  private async move(id: string, from: LifecycleStage, to: LifecycleStage): Promise<void> {
    await this.database.write(async (tx) => {
      const row = await getRow(tx, id, "update");
      if (row.lifecycle_stage !== from) throw notFound(id);
      const time = Date.now();
      await store.updateExperiment(tx, row.experiment_id, { lifecycle_stage: to, last_update_time: time });
      await store.cascadeStage(tx, row.experiment_id, to, time);
    });
  }

  private async read(row: store.ExperimentRow): Promise<Experiment> {
    const [experiment] = await readExperiments(this.database.read, this.database.dialect, [row]);
    return experiment as Experiment;
  }

  private locationOf(id: string): string {
    return joinLocation(this.dependencies.artifactRoot, id);
  }
}

async function getRow(db: Db, id: string, lock?: "share" | "update"): Promise<store.ExperimentRow> {
  const number = parseExperimentId(id);
  const find = lock ? store.lockExperiment : store.findExperiment;
  const row = number === undefined ? undefined : await find(db, number, lock ?? "share");
  if (row) return row;
  throw notFound(id);
}

const notFound = (id: string) =>
  new ApiError("RESOURCE_DOES_NOT_EXIST", `No Experiment with id=${id.trim()} exists`);

async function refuseTakenName(db: Db, name: string): Promise<void> {
  if (await store.findExperimentByName(db, name))
    throw new ApiError("RESOURCE_ALREADY_EXISTS", `Experiment(name=${name}) already exists.`);
}
