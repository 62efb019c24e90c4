import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelVersion } from "@slipway/contract";
import { downloadFrom } from "@slipway/sdk";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Evidence, Measured, Need } from "../gates/gate.js";
import { gates } from "../gates/index.js";
import { type ModelSignature, parseSignature } from "../gates/model-signature.js";
import { readChampionRepeats } from "./champion-repeats.js";
import type { EvaluationPlan } from "./evaluate-model.js";
import { runGateCommand } from "./gate-command.js";
import type { ModelArtifact } from "./model-artifact.js";
import type { Places } from "./pair-with-champion.js";
import type { ReleasePlan } from "./release-plan.js";
import { isMissing } from "./server-kind.js";

interface Subjects extends Places {
  model: ModelArtifact;
  champion: ModelVersion | undefined;
}

/** What gathering it takes of a release. */
export type NeedsPlan = EvaluationPlan & Pick<ReleasePlan, "dryRun">;

/** Adds to the evidence what the gates of this release need beyond metrics and rows. */
export async function withNeeds(
  plan: NeedsPlan,
  evidence: Evidence,
  { model, champion, home, folder }: Subjects,
): Promise<Evidence> {
  const needs = needsOf(plan);
  // What a command prints of the examples would tell what is to stay sealed.
  const keepIn = plan.dryRun || plan.step.testSet?.reveal === "sealed" ? undefined : home;
  const own = { role: "candidate", uri: model.source };
  const other = champion && { role: "champion", uri: `models:/${champion.name}/${champion.version}` };
  const run = evidence.champion?.run;
  const repeats =
    needs.has("champion-repeats") &&
    run &&
    (await readChampionRepeats(plan.connection.client, run, evidence.repeats.metric));
  return {
    ...evidence,
    candidate: await completed(plan, needs, evidence.candidate, own, folder),
    ...(evidence.champion &&
      other && { champion: await completed(plan, needs, evidence.champion, other, folder) }),
    ...(repeats && { championRepeats: repeats }),
    run: (command) => runGateCommand(plan, command, keepIn),
  };
}

const needsOf = (plan: NeedsPlan): Set<Need> =>
  new Set(plan.step.gates.flatMap(({ name, parameters }) => gates[name]?.needs?.(parameters) ?? []));

async function completed(
  plan: NeedsPlan,
  needs: Set<Need>,
  measured: Measured,
  { role, uri }: { role: string; uri: string },
  folder: string,
): Promise<Measured> {
  const target = join(folder, `${role}-files`);
  const fetched =
    needs.has("model-files") && !measured.files ? await unlessMissing(plan, uri, target) : undefined;
  const files = measured.files ?? (fetched === undefined ? undefined : { model: fetched });
  const signature = needs.has("signature") ? await readSignature(plan, files?.model, uri, target) : undefined;
  return { ...measured, ...(files && { files }), ...(signature && { signature }) };
}

/** Undefined when there is no `MLmodel` file, or none that can be read. */
async function readSignature(
  plan: NeedsPlan,
  model: string | undefined,
  uri: string,
  target: string,
): Promise<ModelSignature | undefined> {
  const path =
    model === undefined ? await unlessMissing(plan, `${uri}/MLmodel`, target) : join(model, "MLmodel");
  const text = path === undefined ? undefined : await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return parseSignature(text, uri);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    plan.observe({ type: "warning", message: error.message });
    return undefined;
  }
}

async function unlessMissing(plan: NeedsPlan, uri: string, target: string): Promise<string | undefined> {
  try {
    return await downloadFrom(plan.connection, uri, target);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
