import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Evaluation, ModelVersion, Run } from "@slipway/contract";
import { downloadFrom, uploadTo } from "@slipway/sdk";
import { measure } from "../evaluation/metrics/metric.js";
import { findMetric } from "../evaluation/metrics/metric-by-name.js";
import { examplesDigest, type PairedPredictions, pairPredictions } from "../evaluation/pair-predictions.js";
import { EvaluationError, type Predictions } from "../evaluation/predictions.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import type { Evidence } from "../gates/gate.js";
import { PipelineError } from "../pipeline-error.js";
import { evaluateModel } from "./evaluate-model.js";
import type { ModelArtifact } from "./model-artifact.js";
import { predictionsArtifact, VERSION_TAGS } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";
import type { SelectionResult } from "./select.js";
import { isMissing } from "./server-kind.js";

type Selected = Extract<SelectionResult, { run: Run }>;

/** What the gates are to rule on, and how the decision records it. */
export interface Measurements {
  evidence: Evidence;
  /** Unset when nothing was evaluated. */
  evaluation?: Evaluation;
  /** The artifact that keeps the candidate's predictions. */
  predictions?: string;
}

/**
 * Measures candidate and champion on the same held-out examples, where there is an evaluate command.
 * @param home the run that keeps logs and predictions
 * @throws PipelineError `step` when a model cannot be scored and nothing stands in for it
 */
export async function gatherEvidence(
  plan: ReleasePlan,
  selected: Selected,
  model: ModelArtifact,
  champion: ModelVersion | undefined,
  home: string,
): Promise<Measurements> {
  const evidence: Evidence = {
    candidate: { logged: metricsOf(selected.run) },
    ...(champion && { champion: { logged: await loggedBy(plan, champion) } }),
    repeats: { metric: selected.selection.metric, values: selected.repeats },
    configurationsCompared: selected.compared,
    sameExamplesAsSelection: plan.step.evaluate === undefined,
    // Any number will do, as long as the same candidate gets the same.
    seed: Number.parseInt(selected.run.info.run_id.slice(0, 12), 16) || 0,
  };
  if (plan.step.evaluate === undefined) return { evidence };
  const folder = await mkdtemp(join(tmpdir(), "slipway-release-"));
  try {
    return await evaluateBoth(plan, plan.step.evaluate, { evidence, model, champion, home, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Subjects {
  evidence: Evidence;
  model: ModelArtifact;
  champion: ModelVersion | undefined;
  home: string;
  folder: string;
}

async function evaluateBoth(plan: ReleasePlan, command: string, subjects: Subjects): Promise<Measurements> {
  const { evidence, model, champion, home, folder } = subjects;
  const keepIn = plan.dryRun ? undefined : home;
  const candidate = await evaluateModel(
    plan,
    command,
    { role: "candidate", label: model.uri, uri: model.source },
    join(folder, "candidate"),
    keepIn,
  );
  const artifact = predictionsArtifact(candidate.path);
  if (keepIn !== undefined) {
    await uploadTo(plan.connection, `runs:/${keepIn}`, artifact, { file: candidate.path });
  }
  const own = { ...evidence.candidate, predictions: candidate.predictions };
  const pairing =
    champion && (await pairUnlessForced(plan, command, champion, candidate.predictions, subjects));
  if (!pairing || !evidence.champion) {
    const evaluation = evaluationOf(plan, candidate.predictions, undefined, undefined);
    return { evidence: { ...evidence, candidate: own }, evaluation, predictions: artifact };
  }
  const { paired, kept } = pairing;
  return {
    evidence: {
      ...evidence,
      candidate: { ...own, predictions: paired.candidate },
      champion: { ...evidence.champion, predictions: paired.champion },
      paired,
    },
    evaluation: evaluationOf(plan, paired.candidate, paired, kept ? "kept" : "evaluated"),
    predictions: artifact,
  };
}

/** A forced release goes on without a comparison that cannot be made. */
async function pairUnlessForced(
  plan: ReleasePlan,
  command: string,
  champion: ModelVersion,
  candidate: Predictions,
  subjects: Subjects,
) {
  try {
    return await pairWithChampion(plan, command, champion, candidate, subjects);
  } catch (error) {
    if (plan.force === undefined || !(error instanceof PipelineError)) throw error;
    plan.observe({ type: "warning", message: `${error.message}; the release is forced` });
    return undefined;
  }
}

/** The champion's predictions: of this commit's evaluate command, else those that its promotion kept. */
async function pairWithChampion(
  plan: ReleasePlan,
  command: string,
  champion: ModelVersion,
  candidate: Predictions,
  { folder, home }: Subjects,
): Promise<{ paired: PairedPredictions; kept: boolean }> {
  const label = `${champion.name} version ${champion.version}`;
  try {
    const uri = `models:/${champion.name}/${champion.version}`;
    const scored = await evaluateModel(
      plan,
      command,
      { role: "champion", label, uri },
      join(folder, "champion"),
      plan.dryRun ? undefined : home,
    );
    return { paired: pair(candidate, scored.predictions, label), kept: false };
  } catch (error) {
    const unusable = (error instanceof PipelineError && error.trouble === "step") || isMissing(error);
    if (!unusable) throw error;
    const kept = await keptPredictions(plan, champion, folder);
    const why = (error as Error).message;
    if (!kept) {
      throw new PipelineError("step", `the champion cannot be compared with: ${why}`, {
        hint: `no predictions of ${label} were kept either; \`--force --reason\` releases without the comparison`,
        cause: error,
      });
    }
    const paired = pair(candidate, kept, label);
    plan.observe({ type: "warning", message: `${why}; the predictions that its promotion kept are used` });
    return { paired, kept: true };
  }
}

async function keptPredictions(
  plan: ReleasePlan,
  champion: ModelVersion,
  folder: string,
): Promise<Predictions | undefined> {
  const uri = champion.tags.find(({ key }) => key === VERSION_TAGS.predictions)?.value;
  if (!uri) return undefined;
  try {
    return await readPredictions(await downloadFrom(plan.connection, uri, join(folder, "kept")));
  } catch (error) {
    if (isMissing(error) || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

function pair(candidate: Predictions, champion: Predictions, label: string): PairedPredictions {
  try {
    return pairPredictions(candidate, champion);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new PipelineError("step", `candidate and ${label} cannot be compared: ${error.message}`);
  }
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

/** What the champion's run logged; nothing when the run is gone. */
async function loggedBy(plan: ReleasePlan, { run_id }: ModelVersion): Promise<Record<string, number>> {
  if (!run_id) return {};
  try {
    return metricsOf((await plan.connection.client.runs.get({ run_id })).run);
  } catch (error) {
    if (isMissing(error)) return {};
    throw error;
  }
}
