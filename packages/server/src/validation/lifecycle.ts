import { ApiError, type LifecycleStage, type ViewType } from "@slipway/contract";

/** The stages that a search with this view returns. */
export const STAGES_OF_VIEW: Record<ViewType, LifecycleStage[]> = {
  ACTIVE_ONLY: ["active"],
  DELETED_ONLY: ["deleted"],
  ALL: ["active", "deleted"],
};

/** Refuses to change what is deleted. @throws ApiError INVALID_PARAMETER_VALUE */
export function requireActive(kind: "run" | "experiment", id: string, stage: string | null): void {
  if (stage === "active") return;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `The ${kind} ${id} must be in the 'active' state. Current state is ${stage}.`,
  );
}
