import { type Static, Type } from "typebox";
import { List, Maybe, Required, Text } from "../wire/scalars.js";
import { KeyValue } from "./tag.js";

/** Data that a run read, known by its digest. */
export const Dataset = Type.Object({
  name: Required(),
  digest: Required(),
  source_type: Required(),
  source: Required(),
  schema: Maybe(Text()),
  profile: Maybe(Text()),
});
export type Dataset = Static<typeof Dataset>;

/** A dataset in its use by one run; the tag `mlflow.data.context` says for what. */
export const DatasetInput = Type.Object({ tags: List(KeyValue), dataset: Dataset });
export type DatasetInput = Static<typeof DatasetInput>;
