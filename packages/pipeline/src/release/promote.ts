import type { Decision, ModelVersion } from "@slipway/contract";
import { ApiError } from "@slipway/sdk";
import { tagList } from "../build/tags.js";
import type { Registry } from "./champion.js";
import type { ModelArtifact } from "./model-artifact.js";
import { promoteByCalls } from "./promote-by-calls.js";
import { versionTags } from "./record.js";
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

/**
 * Registers and promotes a candidate: in one step on a Slipway server, and on another one by MLflow's calls, with
 * the checks that are possible then.
 */
export async function promote(plan: ReleasePlan, request: PromotionRequest): Promise<PromotionResult> {
  if (!plan.atomic) return promoteByCalls(plan, request);
  const { decision, model, registry, home, predictions } = request;
  const { stage, alias } = plan.step.promote;
  const runId = decision.candidate?.run_id ?? "";
  const existing = findVersion(registry, runId, model);
  const expected = registry.champion?.version ?? "";
  const tags = tagList(versionTags(decision, home, predictions));
  const create = {
    source: model.source,
    run_id: runId,
    ...(model.modelId && { model_id: model.modelId }),
    tags,
  };
  try {
    const { promotion, archived } = await plan.connection.client.promotions.create({
      name: plan.model,
      ...(existing ? { version: existing.version } : { create }),
      stage,
      alias,
      expected_champion: expected,
      // The same release again is one promotion; over another champion it is another one.
      idempotency_key: [home, runId, decision.commit?.sha ?? "", `over ${expected || "none"}`].join(":"),
      forced: decision.forced !== undefined,
      reason: decision.forced ?? decision.reason,
      actor: decision.actor.name,
      commit: decision.commit?.sha,
      run_id: home,
      decision,
    });
    const version = promotion.version ?? "";
    if (existing) await setVersionTags(plan, version, tags);
    const archivedVersions = archived.map((one) => one.version);
    return { promoted: { version, stage, alias, archived: archivedVersions, guarantee: "atomic" }, archived };
  } catch (error) {
    if (error instanceof ApiError && error.code === "RESOURCE_CONFLICT") return { conflict: error.message };
    throw error;
  }
}

/** Tells with a version that was registered before how it was promoted now. */
export async function setVersionTags(
  { connection: { client }, model: name }: ReleasePlan,
  version: string,
  tags: readonly { key: string; value: string }[],
): Promise<void> {
  for (const tag of tags) await client.modelVersions.setTag({ name, version, ...tag });
}
