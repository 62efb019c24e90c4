import type { RunStatus } from "@slipway/contract";
import type { LoggedModelResult } from "../models/log-model.js";
import type { ModelOptions } from "../models/model-options.js";
import type { MetricOptions } from "./active-run.js";
import type { Batch } from "./batches.js";
import type { DatasetOptions } from "./dataset-input.js";
import { activeRun } from "./run-scope.js";
import { currentRun } from "./start-run.js";
import type { Value } from "./values.js";

/** Records a parameter of the active run, which cannot be changed afterwards. */
export const logParam = async (key: string, value: Value): Promise<void> =>
  (await currentRun()).logParam(key, value);

/** Records parameters of the active run. */
export const logParams = async (params: Readonly<Record<string, Value>>): Promise<void> =>
  (await currentRun()).logParams(params);

/** Records one point of a metric of the active run, which may be NaN or infinite. */
export const logMetric = async (key: string, value: number, options?: MetricOptions): Promise<void> =>
  (await currentRun()).logMetric(key, value, options);

/** Records points of several metrics of the active run. */
export const logMetrics = async (
  metrics: Readonly<Record<string, number>>,
  options?: MetricOptions,
): Promise<void> => (await currentRun()).logMetrics(metrics, options);

/** Sets a tag of the active run. */
export const setTag = async (key: string, value: Value): Promise<void> =>
  (await currentRun()).setTag(key, value);

/** Sets tags of the active run. */
export const setTags = async (tags: Readonly<Record<string, Value>>): Promise<void> =>
  (await currentRun()).setTags(tags);

/** Records metrics, params and tags of the active run together. */
export const logBatch = async (batch: Batch): Promise<void> => (await currentRun()).logBatch(batch);

/** Records that the active run read a dataset, and what for, e.g. `training`. */
export const logInput = async (dataset: DatasetOptions, context?: string): Promise<void> =>
  (await currentRun()).logInput(dataset, context);

/** Stores a file with the active run, in an artifact directory or the run's root. */
export const logArtifact = async (file: string, directory?: string): Promise<void> =>
  (await currentRun()).logArtifact(file, directory);

/** Stores all that is in a folder with the active run, in an artifact directory or the run's root. */
export const logArtifacts = async (directory: string, path?: string): Promise<void> =>
  (await currentRun()).logArtifacts(directory, path);

/** Stores a text as an artifact file of the active run. */
export const logText = async (text: string, path: string): Promise<void> =>
  (await currentRun()).logText(text, path);

/** Stores a value as an artifact file of the active run: YAML when its name ends so, else JSON. */
export const logDict = async (value: unknown, path: string): Promise<void> =>
  (await currentRun()).logDict(value, path);

/** Stores a model that the active run has made. */
export const logModel = async (options: ModelOptions): Promise<LoggedModelResult> =>
  (await currentRun()).logModel(options);

/** Ends the active run; does nothing when there is none. */
export const endRun = async (status?: RunStatus): Promise<void> => activeRun()?.end(status);
