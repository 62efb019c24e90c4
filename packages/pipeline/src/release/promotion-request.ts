import type { Decision, ModelVersion } from "@slipway/contract";
import type { Registry } from "./champion.js";
import type { ModelArtifact } from "./model-artifact.js";
import type { SignedDecision } from "./receipt.js";
import type { ReleasePlan } from "./release-plan.js";

/** What to promote, and over what. */
export interface PromotionRequest {
  decision: Decision;
  model: ModelArtifact;
  /** The registry as the gates saw it. */
  registry: Registry;
  /** The run that keeps the decision. */
  home: string;
  /** The artifact that keeps the predictions. */
  predictions: string | undefined;
  /** The signed decision; unset when there is none. */
  receipt: SignedDecision | undefined;
}

/** What became of a promotion: done, or not, since someone else changed the champion meanwhile. */
export type PromotionResult =
  | { promoted: NonNullable<Decision["promotion"]>; archived: ModelVersion[] }
  | { promoted?: undefined; conflict: string };

/** The version that a candidate is registered as already, by a release before or by its training code. */
export const findVersion = (
  registry: Registry,
  runId: string,
  model: ModelArtifact,
): ModelVersion | undefined =>
  registry.versions.find(
    (version) =>
      version.run_id === runId &&
      (version.source === model.source ||
        (model.modelId !== undefined && version.model_id === model.modelId)),
  );

/** Tells with a version that was registered before how it was promoted now. */
export async function setVersionTags(
  { connection: { client }, model: name }: Pick<ReleasePlan, "connection" | "model">,
  version: string,
  tags: readonly { key: string; value: string }[],
): Promise<void> {
  for (const tag of tags) await client.modelVersions.setTag({ name, version, ...tag });
}
