import type { Static } from "typebox";
import { Double, Int64, Maybe, Message, Required, Text } from "../wire/scalars.js";

/** One measured point. `timestamp` in milliseconds since the epoch; `value` may be NaN. */
export const Metric = Message({
  key: Required(),
  value: Double(),
  timestamp: Int64(),
  step: Int64({ default: 0 }),
  dataset_name: Maybe(Text()),
  dataset_digest: Maybe(Text()),
  model_id: Maybe(Text()),
  run_id: Maybe(Text()),
});
export type Metric = Static<typeof Metric>;
