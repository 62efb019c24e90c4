import { ApiError, STAGES, type Stage } from "@slipway/contract";

/** The stages that one version at a time is meant to be in. */
export const ACTIVE_STAGES: readonly Stage[] = ["Staging", "Production"];

/** The stage of a name, however it is capitalised. @throws ApiError INVALID_PARAMETER_VALUE */
export function parseStage(name: string): Stage {
  const stage = STAGES.find((known) => known.toLowerCase() === name.toLowerCase());
  if (stage) return stage;
  throw new ApiError(
    "INVALID_PARAMETER_VALUE",
    `Invalid Model Version stage: ${name}. Value must be one of ${STAGES.join(", ")}.`,
  );
}
