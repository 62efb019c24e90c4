import { join } from "node:path";
import type { ModelVersion } from "@slipway/contract";
import { downloadFrom } from "@slipway/sdk";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { type PairedPredictions, pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import type { ModelFiles } from "../gates/gate.js";
import { PipelineError } from "../pipeline-error.js";
import { openLedger } from "../test-sets/open-ledger.js";
import { openSealed, SEALED, sealedFolder } from "../test-sets/seal.js";
import { evaluateModel } from "./evaluate-model.js";
import { VERSION_TAGS } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";
import { evaluationLogOf } from "./sealing.js";
import { isMissing } from "./server-kind.js";

/** Where an evaluation puts things. */
export interface Places {
  /** The run that keeps logs and predictions. */
  home: string;
  /** A folder of this machine. */
  folder: string;
}

/** Candidate and champion on the same examples. */
export interface Pairing {
  paired: PairedPredictions;
  /** Whether the champion's rows are those that its promotion kept. */
  kept: boolean;
  /** The champion's, when it was evaluated. */
  files?: ModelFiles;
  /** What was measured of the champion itself, when it was evaluated. */
  reported?: Record<string, number>;
}

/**
 * Pairs a candidate's predictions with the champion's. A forced release goes on without a comparison that cannot be
 * made: undefined.
 * @throws PipelineError `step` when it cannot be made
 */
export async function pairUnlessForced(
  plan: ReleasePlan,
  command: string,
  champion: ModelVersion,
  candidate: Predictions,
  places: Places,
): Promise<Pairing | undefined> {
  try {
    return await pairWithChampion(plan, command, champion, candidate, places);
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
  { folder, home }: Places,
): Promise<Pairing> {
  const label = `${champion.name} version ${champion.version}`;
  try {
    const uri = `models:/${champion.name}/${champion.version}`;
    const scored = await evaluateModel(
      plan,
      command,
      { role: "champion", label, uri },
      join(folder, "champion"),
      evaluationLogOf(plan, home),
    );
    const { predictions, files, reported } = scored;
    return { paired: pair(candidate, predictions), kept: false, files, reported };
  } catch (error) {
    if (!(error instanceof PipelineError) || error.trouble !== "step") throw error;
    const kept = await keptPredictions(plan, champion, label, folder);
    const why = error.message;
    if (!kept) {
      throw new PipelineError("step", `the champion cannot be compared with: ${why}`, {
        hint: `no predictions of ${label} were kept either; \`--force --reason\` releases without the comparison`,
        cause: error,
      });
    }
    const paired = pair(candidate, kept);
    plan.observe({ type: "warning", message: `${why}; the predictions that its promotion kept are used` });
    return { paired, kept: true };
  }
}

async function keptPredictions(
  plan: ReleasePlan,
  champion: ModelVersion,
  label: string,
  folder: string,
): Promise<Predictions | undefined> {
  const uri = champion.tags.find(({ key }) => key === VERSION_TAGS.predictions)?.value;
  if (!uri) return undefined;
  try {
    const kept = await downloadFrom(plan.connection, uri, join(folder, "kept"));
    const rows = uri.endsWith(SEALED) ? await unsealed(plan, uri, kept) : kept;
    return rows === undefined ? undefined : { ...(await readPredictions(rows)), source: label };
  } catch (error) {
    if (isMissing(error) || error instanceof EvaluationError) return undefined;
    throw error;
  }
}

/** Sealed rows in the open; undefined as long as they may not be seen. */
async function unsealed(plan: ReleasePlan, uri: string, file: string): Promise<string | undefined> {
  const sets = await openLedger(plan.connection.client, plan.atomic).list();
  const look = sets
    .flatMap(({ spent }) => spent)
    .find(({ decision_id }) => uri.includes(`/${sealedFolder(decision_id)}/`));
  if (look?.identity === undefined) return undefined;
  const target = file.slice(0, -SEALED.length);
  await openSealed(file, look.identity, target);
  return target;
}

function pair(candidate: Predictions, champion: Predictions): PairedPredictions {
  try {
    return pairPredictions(candidate, champion);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new PipelineError("step", `candidate and champion cannot be compared: ${error.message}`);
  }
}
