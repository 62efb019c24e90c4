import type { Static } from "typebox";
import { Double, Enum, Int64, List, Maybe, Message, Text } from "../wire/scalars.js";
import { KeyValue } from "./tag.js";

export const MODEL_VERSION_STATUSES = { PENDING_REGISTRATION: 1, FAILED_REGISTRATION: 2, READY: 3 } as const;
export const ModelVersionStatus = Enum(MODEL_VERSION_STATUSES);
export type ModelVersionStatus = keyof typeof MODEL_VERSION_STATUSES;

/** The stages of the registry, as they are written. */
export const STAGES = ["None", "Staging", "Production", "Archived"] as const;
export type Stage = (typeof STAGES)[number];

/** The registry's names for a logged model's params and metrics. */
export const ModelParam = Message({ name: Text(), value: Text({ default: "" }) });
export const ModelMetric = Message({
  key: Text(),
  value: Double(),
  timestamp: Maybe(Int64()),
  step: Int64({ default: 0 }),
  dataset_name: Maybe(Text()),
  dataset_digest: Maybe(Text()),
  model_id: Maybe(Text()),
  run_id: Maybe(Text()),
});

/** One version of a registered model. `version` is digits in a string. */
export const ModelVersion = Message({
  name: Text(),
  version: Text(),
  creation_timestamp: Maybe(Int64()),
  last_updated_timestamp: Maybe(Int64()),
  user_id: Maybe(Text()),
  current_stage: Maybe(Text()),
  description: Maybe(Text()),
  source: Maybe(Text()),
  run_id: Maybe(Text()),
  status: ModelVersionStatus,
  status_message: Maybe(Text()),
  tags: List(KeyValue),
  run_link: Maybe(Text()),
  aliases: List(Text()),
  model_id: Maybe(Text()),
  model_params: List(ModelParam),
  model_metrics: List(ModelMetric),
});
export type ModelVersion = Static<typeof ModelVersion>;
