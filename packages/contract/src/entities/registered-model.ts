import type { Static } from "typebox";
import { Int64, List, Maybe, Message, Text } from "../wire/scalars.js";
import { ModelVersion } from "./model-version.js";
import { KeyValue } from "./tag.js";

export const Alias = Message({ alias: Text(), version: Text() });
export type Alias = Static<typeof Alias>;

/** A name under which model versions are released. */
export const RegisteredModel = Message({
  name: Text(),
  creation_timestamp: Maybe(Int64()),
  last_updated_timestamp: Maybe(Int64()),
  user_id: Maybe(Text()),
  description: Maybe(Text()),
  /** The newest version in each stage. */
  latest_versions: List(ModelVersion),
  tags: List(KeyValue),
  aliases: List(Alias),
});
export type RegisteredModel = Static<typeof RegisteredModel>;
