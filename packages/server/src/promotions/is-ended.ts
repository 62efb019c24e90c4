import type { Int64 } from "@slipway/contract";

interface Entry {
  action: string;
  created_at: Int64;
}

/** Whether an entry is of a model that is no more: a later one of the same name is another model. */
export const isEnded = (
  { action, created_at }: Entry,
  model: { creation_time: Int64 | null } | undefined,
): boolean =>
  action === "delete-model" || model === undefined || Number(model.creation_time ?? 0) > created_at;
