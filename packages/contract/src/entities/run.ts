import type { Static } from "typebox";
import { Enum, Int64, List, Maybe, Message, Required, Text } from "../wire/scalars.js";
import { DatasetInput } from "./dataset.js";
import { Metric } from "./metric.js";
import { KeyValue } from "./tag.js";

export const RUN_STATUSES = { RUNNING: 1, SCHEDULED: 2, FINISHED: 3, FAILED: 4, KILLED: 5 } as const;
export const RunStatus = Enum(RUN_STATUSES);
export type RunStatus = keyof typeof RUN_STATUSES;

/** What is known of a run without its data. Times are milliseconds since the epoch. */
export const RunInfo = Message({
  run_id: Text(),
  /** The older name of `run_id`; both are always sent. */
  run_uuid: Maybe(Text()),
  run_name: Maybe(Text()),
  experiment_id: Text(),
  user_id: Maybe(Text()),
  status: RunStatus,
  start_time: Maybe(Int64()),
  end_time: Maybe(Int64()),
  artifact_uri: Maybe(Text()),
  lifecycle_stage: Text(),
});
export type RunInfo = Static<typeof RunInfo>;

/** The latest value of each metric, all params, all tags. */
export const RunData = Message({ metrics: List(Metric), params: List(KeyValue), tags: List(KeyValue) });
export type RunData = Static<typeof RunData>;

export const ModelInput = Message({ model_id: Required() });
export const ModelOutput = Message({ model_id: Required(), step: Int64({ default: 0 }) });
export type ModelOutput = Static<typeof ModelOutput>;

export const RunInputs = Message({ dataset_inputs: List(DatasetInput), model_inputs: List(ModelInput) });
export type RunInputs = Static<typeof RunInputs>;

export const RunOutputs = Message({ model_outputs: List(ModelOutput) });
export type RunOutputs = Static<typeof RunOutputs>;

/** One execution of training code. */
export const Run = Message({
  info: RunInfo,
  data: RunData,
  inputs: Maybe(RunInputs),
  outputs: Maybe(RunOutputs),
  /** How many active runs name it as their parent; only where a search asked for it. MLflow has no such field. */
  child_count: Maybe(Int64()),
});
export type Run = Static<typeof Run>;
