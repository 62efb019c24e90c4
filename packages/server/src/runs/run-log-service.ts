import {
  ApiError,
  type endpoints,
  type KeyValue,
  type Metric,
  type ModelOutput,
  type RequestOf,
} from "@slipway/contract";
import type { Database, Db } from "../database/database.js";
import type { LoggedModelService } from "../logged-models/logged-model-service.js";
import type { MetricService } from "../metrics/metric-service.js";
import { requireWholeDataset, validateMetric } from "../metrics/validate-metric.js";
import { requireActive } from "../validation/lifecycle.js";
import * as edges from "./edge-store.js";
import { MODEL_HISTORY_TAG, modelRecord, withModel } from "./model-history.js";
import { RUN_NAME_TAG, renameRun } from "./run-name.js";
import { logParam, logParams } from "./run-params.js";
import { runNotFound } from "./run-service.js";
import * as store from "./run-store.js";
import { validateBatch } from "./validate-batch.js";
import { validateDatasetInput, validateRunId } from "./validate-inputs.js";
import { validateParam, validateRunTag } from "./validate-run-data.js";

type Calls = typeof endpoints.runs;

export interface RunLogDependencies {
  database: Database;
  metrics: Pick<MetricService, "record">;
  loggedModels: Pick<LoggedModelService, "recordMetrics">;
}

/** What is logged to runs, as MLflow 3.18's SQL store keeps it: metrics, params, tags, datasets and models. */
export class RunLogService {
  private readonly database: Database;

  constructor(private readonly dependencies: RunLogDependencies) {
    this.database = dependencies.database;
  }

  async logMetric({ run_id, ...metric }: RequestOf<Calls["logMetric"]>): Promise<void> {
    requireWholeDataset(metric);
    // MLflow looks first for the run of a model's metric.
    if (!metric.model_id) validateMetric(metric);
    await this.write(run_id, (tx, run) => {
      validateMetric(metric);
      return this.recordMetrics(tx, run, [metric]);
    });
  }

  async logParameter({ run_id, ...given }: RequestOf<Calls["logParameter"]>): Promise<void> {
    const param = validateParam(given);
    await this.write(run_id, async (tx) => {
      await logParam(tx, this.database.dialect, run_id, param);
    });
  }

  async setTag({ run_id, ...given }: RequestOf<Calls["setTag"]>): Promise<void> {
    const tag = validateRunTag(given);
    await this.write(run_id, (tx) => this.upsertTags(tx, run_id, [tag]));
  }

  async deleteTag({ run_id, key }: RequestOf<Calls["deleteTag"]>): Promise<void> {
    await this.write(run_id, async (tx) => {
      if (await store.deleteTag(tx, run_id, key)) return;
      const message = `No tag with name: ${key} in run with id ${run_id}`;
      throw new ApiError("RESOURCE_DOES_NOT_EXIST", message);
    });
  }

  /** All of a batch, or nothing of it. */
  async logBatch(request: RequestOf<Calls["logBatch"]>): Promise<void> {
    const { run_id } = request;
    for (const metric of request.metrics) requireWholeDataset(metric);
    validateRunId(run_id);
    const { metrics, params, tags } = validateBatch(request);
    await this.write(run_id, async (tx, run) => {
      if (params.length > 0) await logParams(tx, this.database.dialect, run_id, params);
      if (metrics.length > 0) await this.recordMetrics(tx, run, metrics);
      if (tags.length > 0) await this.upsertTags(tx, run_id, tags);
    });
  }

  /** Notes, as clients before MLflow 3 ask for, that a model was logged: in the tag that MLflow keeps for it. */
  async logModel({ run_id, model_json }: RequestOf<Calls["logModel"]>): Promise<void> {
    const record = modelRecord(model_json);
    await this.write(run_id, async (tx) => {
      await store.lockRun(tx, run_id);
      const value = withModel(await store.findTag(tx, run_id, MODEL_HISTORY_TAG), record, run_id);
      await store.upsertTags(tx, this.database.dialect, run_id, [{ key: MODEL_HISTORY_TAG, value }]);
    });
  }

  async logInputs({ run_id, datasets, models }: RequestOf<Calls["logInputs"]>): Promise<void> {
    validateRunId(run_id);
    for (const input of datasets) validateDatasetInput(input);
    await this.write(run_id, async (tx, run) => {
      for (const input of datasets) await edges.insertDatasetInput(tx, run, input);
      for (const { model_id } of models) await edges.insertModelInput(tx, run_id, model_id);
    });
  }

  /** The models that a run made. Saying it again changes nothing. */
  async logOutputs(run_id: string, models: readonly ModelOutput[]): Promise<void> {
    await this.write(run_id, async (tx) => {
      for (const model of models) await edges.insertModelOutput(tx, run_id, model);
    });
  }

  /** One transaction on a run that must be there and active. */
  private write(runId: string, work: (tx: Db, run: LoggedRun) => Promise<void>): Promise<void> {
    return this.database.write(async (tx) => {
      const run = await store.findRunKey(tx, runId);
      if (!run) throw runNotFound(runId);
      requireActive("run", runId, run.lifecycle_stage);
      await work(tx, { id: runId, experiment_id: run.experiment_id ?? 0 });
    });
  }

  private async recordMetrics(tx: Db, run: LoggedRun, metrics: readonly Metric[]): Promise<void> {
    await this.dependencies.metrics.record(tx, run.id, metrics);
    await this.dependencies.loggedModels.recordMetrics(tx, run, metrics);
  }

  /** The last of several values of a key stays. Naming a run by its tag names it altogether. */
  private async upsertTags(tx: Db, runId: string, tags: readonly KeyValue[]): Promise<void> {
    const last = new Map(tags.map(({ key, value }) => [key, value]));
    const name = last.get(RUN_NAME_TAG);
    last.delete(RUN_NAME_TAG);
    if (name) await renameRun(tx, this.database.dialect, runId, name);
    const others = [...last].map(([key, value]) => ({ key, value }));
    await store.upsertTags(tx, this.database.dialect, runId, others);
  }
}

interface LoggedRun {
  id: string;
  experiment_id: NonNullable<store.RunKey["experiment_id"]>;
}
