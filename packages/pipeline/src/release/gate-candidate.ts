import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelVersion, TestSetUse, Verdict } from "@slipway/contract";
import { applyGate } from "../gates/apply-gate.js";
import type { Evidence } from "../gates/gate.js";
import { gatherEvidence, type Measurements } from "./evidence.js";
import { withNeeds } from "./gate-needs.js";
import { gateOnBudget } from "./gate-on-budget.js";
import { keepExamples } from "./keep-examples.js";
import { keepRows } from "./keep-rows.js";
import type { ModelArtifact } from "./model-artifact.js";
import type { ReleasePlan } from "./release-plan.js";
import type { Selected } from "./select.js";

/** What was measured, and what each gate said of it, in the file's order. */
export interface Gated extends Measurements {
  verdicts: Verdict[];
  /** What was taken of a budgeted test set. */
  testSet?: TestSetUse;
  /** The artifact that keeps the candidate's predictions. */
  predictions?: string;
}

/**
 * Measures candidate and champion and lets every gate rule, while the files of both are on this machine.
 * @param home the run that keeps logs and predictions
 * @throws PipelineError `step` when a model cannot be scored and nothing stands in for it
 */
export async function gateCandidate(
  plan: ReleasePlan,
  selected: Selected,
  model: ModelArtifact,
  champion: ModelVersion | undefined,
  home: string,
): Promise<Gated> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-release-"));
  try {
    const measured = await gatherEvidence(plan, selected, model, champion, { home, folder });
    const { evaluation } = measured;
    const evidence = await withNeeds(plan, measured.evidence, { model, champion, home, folder });
    const { testSet } = plan.step;
    if (!testSet || !evaluation) {
      const verdicts = await ruleAll(plan, evidence);
      const predictions = await keepRows(plan, evidence.candidate.files?.predictions, home);
      const shown = evaluation && (await keepExamples(plan, evidence, evaluation, home));
      return { ...(shown && { evaluation: shown }), evidence, verdicts, ...(predictions && { predictions }) };
    }
    const subject = { runId: selected.run.info.run_id, model, champion: champion?.version, home };
    const look = await gateOnBudget(plan, testSet, { ...measured, evaluation }, subject, (level) =>
      ruleAll(plan, { ...evidence, testSet: level }),
    );
    return { evidence, ...look };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ruleAll(plan: ReleasePlan, evidence: Evidence): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const { name, parameters } of plan.step.gates) {
    verdicts.push(await applyGate(name, parameters, { ...evidence, watch: watchOf(plan, name) }));
    plan.observe({ type: "gate-progress", gate: name, share: 1 });
  }
  return verdicts;
}

/** Tells who looks on how far a gate is, and stops it when the release is to stop. */
export const watchOf =
  ({ observe, signal }: Pick<ReleasePlan, "observe" | "signal">, gate: string) =>
  (share: number): void => {
    signal.throwIfAborted();
    observe({ type: "gate-progress", gate, share });
  };
