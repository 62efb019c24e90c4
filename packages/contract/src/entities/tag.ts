import type { Static } from "typebox";
import { Message, Required, Text } from "../wire/scalars.js";

/** A key with a value: MLflow's tags of every entity, and its params. */
export const KeyValue = Message({ key: Required(), value: Text({ default: "" }) });
export type KeyValue = Static<typeof KeyValue>;
