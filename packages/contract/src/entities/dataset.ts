import type { Static } from "typebox";
import { List, Maybe, Message, Text } from "../wire/scalars.js";
import { KeyValue } from "./tag.js";

/** Data that a run read, known by its digest. MLflow demands none of its texts. */
export const Dataset = Message({
  name: Text({ default: "" }),
  digest: Text({ default: "" }),
  source_type: Text({ default: "" }),
  source: Text({ default: "" }),
  schema: Maybe(Text()),
  profile: Maybe(Text()),
});
export type Dataset = Static<typeof Dataset>;

/** A dataset in its use by one run; the tag `mlflow.data.context` says for what. */
export const DatasetInput = Message({ tags: List(KeyValue), dataset: Dataset });
export type DatasetInput = Static<typeof DatasetInput>;

/** A dataset that runs of an experiment read, and for what. */
export const DatasetSummary = Message({
  experiment_id: Text(),
  name: Text(),
  digest: Text(),
  context: Maybe(Text()),
});
export type DatasetSummary = Static<typeof DatasetSummary>;
