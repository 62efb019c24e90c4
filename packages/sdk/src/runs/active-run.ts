import { basename, posix } from "node:path";
import type { Int64, RunInfo, RunStatus } from "@slipway/contract";
import { type UploadSource, uploadTo } from "../artifacts/upload-to.js";
import type { CallOptions } from "../client/index.js";
import { type LoggedModelResult, logModelOfRun } from "../models/log-model.js";
import type { ModelOptions } from "../models/model-options.js";
import type { Connection } from "../tracking/connection.js";
import { type Batch, batchesOf } from "./batches.js";
import { type DatasetOptions, datasetInput } from "./dataset-input.js";
import { keyValues, textOf, type Value } from "./values.js";

/** Where and when a metric was measured. */
export interface MetricOptions {
  /** Default 0. */
  step?: Int64;
  /** Milliseconds since the epoch. Default now. */
  timestamp?: Int64;
  /** The logged model that was measured. */
  modelId?: string;
  dataset?: { name: string; digest: string };
}

/** A run that is being recorded. */
export class ActiveRun {
  readonly info: RunInfo;
  readonly #connection: Connection;
  readonly #onEnd: (run: ActiveRun) => void;

  constructor(connection: Connection, info: RunInfo, onEnd: (run: ActiveRun) => void) {
    this.info = info;
    this.#connection = connection;
    this.#onEnd = onEnd;
  }

  get runId(): string {
    return this.info.run_id;
  }

  get experimentId(): string {
    return this.info.experiment_id;
  }

  /** Records a parameter, which cannot be changed afterwards. */
  async logParam(key: string, value: Value): Promise<void> {
    await this.#client.runs.logParameter({ run_id: this.runId, key, value: textOf(value) });
  }

  async logParams(params: Readonly<Record<string, Value>>): Promise<void> {
    await this.logBatch({ params: keyValues(params) });
  }

  /** Records one point of a metric, which may be NaN or infinite. */
  async logMetric(key: string, value: number, options: MetricOptions = {}): Promise<void> {
    await this.#client.runs.logMetric({ run_id: this.runId, ...pointOf(key, value, options) });
  }

  async logMetrics(metrics: Readonly<Record<string, number>>, options: MetricOptions = {}): Promise<void> {
    const now = { timestamp: Date.now(), ...options };
    await this.logBatch({ metrics: Object.entries(metrics).map(([key, value]) => pointOf(key, value, now)) });
  }

  async setTag(key: string, value: Value): Promise<void> {
    await this.#client.runs.setTag({ run_id: this.runId, key, value: textOf(value) });
  }

  async setTags(tags: Readonly<Record<string, Value>>): Promise<void> {
    await this.logBatch({ tags: keyValues(tags) });
  }

  /** Records metrics, params and tags together, in as few requests as the protocol's limits allow. */
  async logBatch(batch: Batch): Promise<void> {
    for (const piece of batchesOf(batch)) {
      await this.#client.runs.logBatch({ run_id: this.runId, ...piece });
    }
  }

  /**
   * Records that the run read a dataset.
   * @param context what for, e.g. `training`
   */
  async logInput(dataset: DatasetOptions, context?: string): Promise<void> {
    await this.#client.runs.logInputs({ run_id: this.runId, datasets: [datasetInput(dataset, context)] });
  }

  /**
   * Stores a file with the run.
   * @param directory the artifact directory to put it in; the run's root when absent
   */
  async logArtifact(file: string, directory = ""): Promise<void> {
    await this.#upload(posix.join(directory, basename(file)), { file });
  }

  /**
   * Stores all that is in a folder with the run.
   * @param path the artifact directory to put it in; the run's root when absent
   */
  async logArtifacts(directory: string, path = ""): Promise<void> {
    await this.#upload(path, { directory });
  }

  /** Stores a text as the artifact file `path`. */
  async logText(text: string, path: string): Promise<void> {
    await this.#upload(path, { content: text });
  }

  /** Stores a value as the artifact file `path`: YAML when its name ends so, else JSON. */
  async logDict(value: unknown, path: string): Promise<void> {
    const { stringify } = await import("yaml");
    await this.logText(/\.ya?ml$/i.test(path) ? stringify(value) : JSON.stringify(value, null, 2), path);
  }

  /** Stores a model, as an MLflow model of its own that the run has made. */
  logModel(options: ModelOptions): Promise<LoggedModelResult> {
    return logModelOfRun(this.#connection, this.runId, options);
  }

  /** Ends the run. A run that has ended can still be logged to. */
  async end(status: RunStatus = "FINISHED", options?: CallOptions): Promise<void> {
    this.#onEnd(this);
    await this.#client.runs.update({ run_id: this.runId, status, end_time: Date.now() }, options);
  }

  get #client() {
    return this.#connection.client;
  }

  #upload(path: string, source: UploadSource): Promise<void> {
    return uploadTo(this.#connection, this.info.artifact_uri ?? "", path, source);
  }
}

function pointOf(key: string, value: number, { step, timestamp, modelId, dataset }: MetricOptions) {
  return {
    key,
    value,
    timestamp: timestamp ?? Date.now(),
    step: step ?? 0,
    model_id: modelId,
    dataset_name: dataset?.name,
    dataset_digest: dataset?.digest,
  };
}
