import { join } from "node:path";
import type { Evaluation, ModelVersion, Run } from "@slipway/contract";
import { runPrepare } from "../build/prepare.js";
import { curvesOf } from "../evaluation/curves/curves-of.js";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { measure } from "../evaluation/metrics/metric.js";
import { findMetric } from "../evaluation/metrics/metric-by-name.js";
import { examplesDigest, type PairedPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { executors } from "../executors/index.js";
import type { Evidence, Measured } from "../gates/gate.js";
import { type EvaluationPlan, evaluateModel } from "./evaluate-model.js";
import type { ModelArtifact } from "./model-artifact.js";
import { type Places, pairUnlessForced } from "./pair-with-champion.js";
import type { ReleasePlan } from "./release-plan.js";
import { evaluationLogOf } from "./sealing.js";
import type { Selected } from "./select.js";
import { isMissing } from "./server-kind.js";

/** What the gates are to rule on, and how the decision records it. */
export interface Measurements {
  evidence: Evidence;
  /** Unset when nothing was evaluated. */
  evaluation?: Evaluation;
}

/**
 * Measures candidate and champion on the same held-out examples, where there is an evaluate command.
 * @param places where logs, predictions and models' files are put
 * @throws PipelineError `step` when a model cannot be scored and nothing stands in for it
 */
export async function gatherEvidence(
  plan: ReleasePlan,
  selected: Selected,
  model: ModelArtifact,
  champion: ModelVersion | undefined,
  places: Places,
): Promise<Measurements> {
  const evidence: Evidence = {
    ...evidenceOf(selected, plan.step.evaluate !== undefined),
    ...(champion && { champion: await knownOf(plan, champion) }),
  };
  if (plan.step.evaluate === undefined) return { evidence };
  return evaluateBoth(plan, plan.step.evaluate, { evidence, model, champion, ...places });
}

/** What is known of the selected candidate before it is evaluated. */
export const evidenceOf = (selected: Selected, evaluated: boolean): Evidence => ({
  candidate: { logged: metricsOf(selected.run), reported: {}, run: selected.run },
  repeats: selected.repeats,
  configurationsCompared: selected.compared,
  sameExamplesAsSelection: !evaluated,
  // Any number will do, as long as the same candidate gets the same.
  seed: Number.parseInt(selected.run.info.run_id.slice(0, 12), 16) || 0,
  now: Date.now(),
});

interface Subjects extends Places {
  evidence: Evidence;
  model: ModelArtifact;
  champion: ModelVersion | undefined;
}

async function evaluateBoth(plan: ReleasePlan, command: string, subjects: Subjects): Promise<Measurements> {
  const { evidence, model, champion, home, folder } = subjects;
  const keepIn = plan.dryRun ? undefined : home;
  await prepareEvaluation(plan, keepIn);
  const candidate = await evaluateModel(
    plan,
    command,
    { role: "candidate", label: model.uri, uri: model.source },
    join(folder, "candidate"),
    evaluationLogOf(plan, home),
  );
  const { predictions, files: ownFiles, reported } = candidate;
  const own = { ...evidence.candidate, predictions, files: ownFiles, reported };
  const pairing =
    champion && (await pairUnlessForced(plan, command, champion, candidate.predictions, subjects));
  if (!pairing || !evidence.champion) {
    const evaluation = evaluationOf(plan, predictions, undefined, undefined);
    return {
      evidence: { ...evidence, candidate: own },
      evaluation: { ...evaluation, reported: { candidate: reported } },
    };
  }
  const { paired, kept, files, reported: theirs } = pairing;
  return {
    evidence: {
      ...evidence,
      candidate: { ...own, predictions: paired.candidate },
      champion: {
        ...evidence.champion,
        predictions: paired.champion,
        ...(files && { files }),
        ...(theirs && { reported: theirs }),
      },
      paired,
    },
    evaluation: {
      ...evaluationOf(plan, paired.candidate, paired, kept ? "kept" : "evaluated"),
      reported: { candidate: reported, ...(theirs && { champion: theirs }) },
    },
  };
}

/** What the evaluate command needs, such as compiled code: a fresh checkout has none of it. */
export async function prepareEvaluation(
  plan: EvaluationPlan & Pick<ReleasePlan, "prepare">,
  keepIn: string | undefined,
): Promise<void> {
  if (!plan.prepare) return;
  await runPrepare({
    ...plan,
    step: plan.prepare,
    runId: keepIn,
    artifact: "slipway/prepare-release.log",
    executor: executors.local,
    environment: plan.commandEnvironment,
  });
}

/** The metrics that the gates ask for, as the decision shows them. */
function evaluationOf(
  plan: ReleasePlan,
  candidate: Predictions,
  paired: PairedPredictions | undefined,
  championPredictions: "evaluated" | "kept" | undefined,
): Evaluation {
  const asked = plan.step.gates.map(({ parameters }) => parameters.metric);
  const names = new Set(asked.filter((name) => typeof name === "string"));
  const measured = (rows: Predictions) =>
    Object.fromEntries(
      [...names].flatMap((name) => {
        const value = measuredValue(name, rows);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  return {
    examples: candidate.ids.length,
    digest: paired?.digest ?? examplesDigest(candidate),
    candidate: measured(candidate),
    ...(paired && { champion: measured(paired.champion), champion_predictions: championPredictions }),
    paired: paired !== undefined,
    curves: curvesOf(candidate, paired?.champion),
  };
}

/** Undefined for what cannot be computed: the gate that asks for it says why. */
function measuredValue(name: string, rows: Predictions): number | undefined {
  const { metric } = findMetric(name);
  try {
    const value = metric && measure(metric, rows);
    return value !== undefined && Number.isFinite(value) ? value : undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return undefined;
    throw error;
  }
}

const metricsOf = (run: Run): Record<string, number> =>
  Object.fromEntries(run.data.metrics.map(({ key, value }) => [key, value]));

/** What is known of the champion without evaluating it; nothing when its run is gone. */
async function knownOf(plan: ReleasePlan, { run_id }: ModelVersion): Promise<Measured> {
  const unknown = { logged: {}, reported: {} };
  if (!run_id) return unknown;
  try {
    const { run } = await plan.connection.client.runs.get({ run_id });
    return { ...unknown, logged: metricsOf(run), run };
  } catch (error) {
    if (isMissing(error)) return unknown;
    throw error;
  }
}
