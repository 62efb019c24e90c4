import type { Static } from "typebox";
import { Enum, Int64, List, Maybe, Message, Text } from "../wire/scalars.js";
import { Metric } from "./metric.js";
import { KeyValue } from "./tag.js";

export const LOGGED_MODEL_STATUSES = {
  LOGGED_MODEL_STATUS_UNSPECIFIED: 0,
  LOGGED_MODEL_PENDING: 1,
  LOGGED_MODEL_READY: 2,
  LOGGED_MODEL_UPLOAD_FAILED: 3,
} as const;
export const LoggedModelStatus = Enum(LOGGED_MODEL_STATUSES);
export type LoggedModelStatus = keyof typeof LOGGED_MODEL_STATUSES;

export const Registration = Message({ name: Text(), version: Text() });

export const LoggedModelInfo = Message({
  model_id: Text(),
  experiment_id: Text(),
  name: Text(),
  creation_timestamp_ms: Int64(),
  last_updated_timestamp_ms: Int64(),
  artifact_uri: Text(),
  status: LoggedModelStatus,
  creator_id: Maybe(Int64()),
  model_type: Maybe(Text()),
  source_run_id: Maybe(Text()),
  status_message: Maybe(Text()),
  tags: List(KeyValue),
  registrations: List(Registration),
});
export type LoggedModelInfo = Static<typeof LoggedModelInfo>;

export const LoggedModelData = Message({ params: List(KeyValue), metrics: List(Metric) });
export type LoggedModelData = Static<typeof LoggedModelData>;

/** A model as an entity of its own (MLflow 3), with files, params, metrics and tags. */
export const LoggedModel = Message({ info: LoggedModelInfo, data: LoggedModelData });
export type LoggedModel = Static<typeof LoggedModel>;
