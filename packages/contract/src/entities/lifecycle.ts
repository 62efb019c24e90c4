import { Enum } from "../wire/scalars.js";

export const VIEW_TYPES = { ACTIVE_ONLY: 1, DELETED_ONLY: 2, ALL: 3 } as const;
/** Which of the active and the deleted a search returns. */
export const ViewType = Enum(VIEW_TYPES, { default: "ACTIVE_ONLY" });
export type ViewType = keyof typeof VIEW_TYPES;

export type LifecycleStage = "active" | "deleted";
