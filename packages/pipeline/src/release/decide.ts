import type { Decision, ModelVersion, Run, Verdict } from "@slipway/contract";
import type { Registry } from "./champion.js";
import { type Gated, gateCandidate } from "./gate-candidate.js";
import { type Hold, type Judgement, judge } from "./judge.js";
import { findModel, type ModelArtifact } from "./model-artifact.js";
import type { Pool } from "./pool.js";
import { promote } from "./promote.js";
import { findVersion } from "./promotion-request.js";
import { type SignedDecision, signDecision } from "./receipt.js";
import { receiptUri, recordDecision, recordReceipt } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";
import { select } from "./select.js";

/** What a release decided, with what only its report needs. */
export interface ReleaseResult {
  decision: Decision;
  /** Versions that lost the stage. */
  archived: ModelVersion[];
  /** The run that keeps the decision; absent when nothing was selected, or nothing was to be changed. */
  runId?: string;
}

/**
 * Decides about the best candidate of a pool, and carries the decision out.
 * @param holds what keeps this release from promoting
 */
export async function decide(
  plan: ReleasePlan,
  pool: Pool,
  registry: Registry,
  holds: readonly Hold[],
): Promise<ReleaseResult> {
  const { champion } = registry;
  const selected = select(pool.runs, {
    ...plan.step.select,
    repeatOver: pool.repeatOver,
    planned: pool.planned,
  });
  const facts = factsOf(plan, pool, champion);
  if (!selected.selection) {
    return concludeEmpty(plan, pool.build, {
      ...facts,
      outcome: "held",
      reason: selected.reason,
      cause: "nothing-to-select",
    });
  }
  const { selection, run } = selected;
  const model = await findModel(plan.connection.client, run, plan.step.artifact);
  const candidate = { run_id: run.info.run_id, model_uri: model.uri, source: model.source };
  const known = { ...facts, selection, candidate };
  if (champion?.run_id === run.info.run_id) {
    const reason = `nothing new: the selected run is version ${champion.version} of ${plan.model}, the champion`;
    // Not recorded: the run bears the record of its promotion.
    return { decision: { ...known, outcome: "held", reason, cause: "nothing-new" }, archived: [] };
  }
  const home = (pool.build ?? run).info.run_id;
  const unseen = whyNotLook(plan, holds);
  if (unseen !== undefined) return concludeUnseen(plan, { ...known, outcome: "held", ...unseen }, home);
  const { verdicts, ...measured } = await gateCandidate(plan, selected, model, champion, home);
  const decision: Decision = {
    ...known,
    ...(measured.evaluation && { evaluation: measured.evaluation }),
    ...(measured.testSet && { test_set: measured.testSet }),
    verdicts,
    ...outcomeOf(plan, verdicts, holds),
  };
  return carryThrough(plan, { decision, model, registry, pool, home, measured });
}

type Facts = Omit<Decision, "outcome" | "reason">;

function factsOf(plan: ReleasePlan, pool: Pool, champion: ModelVersion | undefined): Facts {
  return {
    format: 1,
    model: plan.model,
    place: { stage: plan.step.promote.stage, alias: plan.step.promote.alias },
    created_at: Date.now(),
    actor: plan.actor,
    commit: plan.commit,
    experiment_ids: pool.experimentIds,
    build_run_id: pool.build?.info.run_id,
    ...(champion && {
      champion: { version: champion.version, run_id: champion.run_id, stage: champion.current_stage },
    }),
    verdicts: [],
  };
}

/** Gates first: what they refuse is refused on every branch. A forced release overrides all of it, on record. */
function outcomeOf(
  plan: ReleasePlan,
  verdicts: Verdict[],
  holds: readonly Hold[],
): Judgement & { forced?: string } {
  const byGates = judge(verdicts);
  const [hold] = holds;
  const judged: Judgement =
    byGates.outcome === "promoted" && hold !== undefined ? { outcome: "held", ...hold } : byGates;
  if (judged.outcome === "promoted" || plan.force === undefined) return judged;
  return {
    outcome: "promoted",
    reason: `forced although ${judged.outcome}: ${judged.reason}`,
    cause: judged.cause,
    forced: plan.force,
  };
}

interface Decided {
  decision: Decision;
  model: ModelArtifact;
  registry: Registry;
  pool: Pool;
  home: string;
  measured: Omit<Gated, "verdicts">;
}

async function carryThrough(plan: ReleasePlan, decided: Decided): Promise<ReleaseResult> {
  const { decision, model, registry, pool, home, measured } = decided;
  if (plan.dryRun) {
    if (decision.outcome !== "promoted") return { decision, archived: [] };
    const reason = `dry run; otherwise it would be promoted: ${decision.reason}`;
    return { decision: { ...decision, outcome: "held", reason, cause: "dry-run" }, archived: [] };
  }
  // On record before the registry changes: what is promoted must never be without its evidence.
  await recordDecision(plan, decision, home);
  if (decision.outcome !== "promoted") return { decision, archived: [], runId: home };
  const { predictions } = measured;
  const version = findVersion(registry, decision.candidate?.run_id ?? "", model);
  const receipt = await signDecision(plan, { decision, model, pool, version, home, predictions });
  if (receipt) await recordReceipt(plan, receipt, home);
  plan.signal.throwIfAborted();
  const result = await promote(plan, { decision, model, registry, home, predictions, receipt });
  const final: Decision = result.promoted
    ? { ...decision, promotion: result.promoted, ...(receipt && { receipt: receiptOf(receipt, home) }) }
    : {
        ...decision,
        outcome: "held",
        reason: `someone else was first: ${result.conflict}`,
        cause: "champion-changed",
        forced: undefined,
      };
  await recordDecision(plan, final, home).catch((error: Error) => {
    const message = `the decision is carried out, but its record could not be completed: ${error.message}`;
    plan.observe({ type: "warning", message });
  });
  return { decision: final, archived: result.promoted ? result.archived : [], runId: home };
}

/** Why a budgeted test set is not looked at: nothing could come of it, and a look costs. */
function whyNotLook({ step, dryRun, force }: ReleasePlan, holds: readonly Hold[]): Hold | undefined {
  if (!step.testSet) return undefined;
  const unseen = `the test set ${step.testSet.name} was not looked at`;
  if (dryRun) return { reason: `dry run: ${unseen}, since each look counts`, cause: "dry-run" };
  const [hold] = holds;
  if (hold === undefined || force !== undefined) return undefined;
  return { ...hold, reason: `${hold.reason}; ${unseen}` };
}

/** Records that there was nothing to gain by a look. */
async function concludeUnseen(plan: ReleasePlan, decision: Decision, home: string): Promise<ReleaseResult> {
  if (plan.dryRun) return { decision, archived: [] };
  await recordDecision(plan, decision, home);
  return { decision, archived: [], runId: home };
}

const receiptOf = ({ id, modelDigest, signer }: SignedDecision, home: string): Decision["receipt"] => ({
  uri: receiptUri(home, id),
  model_digest: modelDigest,
  signer,
});

/** Records that there was nothing to select. */
async function concludeEmpty(
  plan: ReleasePlan,
  build: Run | undefined,
  decision: Decision,
): Promise<ReleaseResult> {
  if (plan.dryRun || !build) return { decision, archived: [] };
  await recordDecision(plan, decision, build.info.run_id);
  return { decision, archived: [], runId: build.info.run_id };
}
