import { ApiError } from "@slipway/sdk";
import { tagList } from "../build/tags.js";
import { withExplanation } from "../explain/explain.js";
import { PipelineError } from "../pipeline-error.js";
import { promoteByCalls } from "./promote-by-calls.js";
import {
  findVersion,
  type PromotionRequest,
  type PromotionResult,
  setVersionTags,
} from "./promotion-request.js";
import { versionTags } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";

/**
 * Registers and promotes a candidate: in one step on a Slipway server, and on another one by MLflow's calls, with
 * the checks that are possible then.
 */
export async function promote(plan: ReleasePlan, request: PromotionRequest): Promise<PromotionResult> {
  if (!plan.atomic) return promoteByCalls(plan, request);
  const { decision, model, registry, home, predictions, receipt } = request;
  const { stage, alias } = plan.step.promote;
  const runId = decision.candidate?.run_id ?? "";
  const existing = findVersion(registry, runId, model);
  const expected = registry.champion?.version ?? "";
  const tags = tagList(versionTags(decision, home, predictions, receipt));
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
      // Sent twice it is one promotion; a decision that is taken again, as after a rollback, is another one.
      idempotency_key: [home, runId, `taken ${decision.created_at}`].join(":"),
      forced: decision.forced !== undefined,
      reason: decision.forced ?? decision.reason,
      actor: decision.actor.name,
      commit: decision.commit?.sha,
      run_id: home,
      decision: withExplanation(decision),
      envelope: receipt?.envelope,
    });
    const version = promotion.version ?? "";
    if (existing) await setVersionTags(plan, version, tags);
    const archivedVersions = archived.map((one) => one.version);
    return { promoted: { version, stage, alias, archived: archivedVersions, guarantee: "atomic" }, archived };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === "RESOURCE_CONFLICT") return { conflict: error.message };
    if (error.code === "PERMISSION_DENIED") throw new PipelineError("usage", error.message, { cause: error });
    throw error;
  }
}
