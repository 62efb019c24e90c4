import type { Static } from "typebox";
import { Int64, List, Maybe, Message, Text } from "../wire/scalars.js";
import { KeyValue } from "./tag.js";

/** A named collection of runs. Times are milliseconds since the epoch. */
export const Experiment = Message({
  experiment_id: Text(),
  name: Text(),
  artifact_location: Maybe(Text()),
  lifecycle_stage: Text(),
  last_update_time: Maybe(Int64()),
  creation_time: Maybe(Int64()),
  tags: List(KeyValue),
  workspace: Maybe(Text()),
});
export type Experiment = Static<typeof Experiment>;
