import { setTimeout as pause } from "node:timers/promises";
import type { ModelVersion } from "@slipway/contract";
import { ApiError, type Client, type Connection } from "@slipway/sdk";
import { tagList } from "../build/tags.js";
import type { PromoteStep } from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import { readRegistry } from "./champion.js";
import {
  findVersion,
  type PromotionRequest,
  type PromotionResult,
  setVersionTags,
} from "./promotion-request.js";
import { versionTags } from "./record.js";
import type { ReleasePlan } from "./release-plan.js";

const READY_PATIENCE = 300_000;
const READY_POLL = 1000;

/**
 * Promotes by MLflow's own calls, on a server that cannot do it in one step: registers, waits until the version
 * is ready, looks once more whether the champion is still the one that was compared with, and only then moves
 * stage (which archives the others in the same call) and alias.
 */
export async function promoteByCalls(plan: ReleasePlan, request: PromotionRequest): Promise<PromotionResult> {
  const { client } = plan.connection;
  const { decision, model, registry, home, predictions, receipt } = request;
  const runId = decision.candidate?.run_id ?? "";
  const tags = tagList(versionTags(decision, home, predictions, receipt));
  const existing = findVersion(registry, runId, model);
  if (!registry.exists) await createModel(client, plan.model);
  const version = existing ?? (await createVersion(plan, runId, request, tags));
  await waitUntilReady(client, version);
  const now = await readRegistry(client, plan.model, plan.step.promote);
  const expected = registry.champion?.version;
  if (now.champion?.version !== expected) {
    const was = expected === undefined ? "there was no champion" : `the champion was version ${expected}`;
    return { conflict: `${was}, now it is version ${now.champion?.version ?? "none"}` };
  }
  if (existing) await setVersionTags(plan, version.version, tags);
  const { stage, alias } = plan.step.promote;
  const archived = stage ? now.versions.filter((one) => one.current_stage === stage) : [];
  await moveTo({ ...plan, promote: plan.step.promote }, version.version);
  const archivedVersions = archived.map((one) => one.version);
  const guarantee = "check-then-act";
  return {
    promoted: { version: version.version, stage, alias, archived: archivedVersions, guarantee },
    archived,
  };
}

/** Which model's champion is moved, and what marks it. */
export interface MoveTarget {
  connection: Connection;
  model: string;
  promote: PromoteStep;
}

/** Gives a version stage and alias. @throws PipelineError when only one of them could be given */
export async function moveTo(
  { connection: { client }, model: name, promote: { stage, alias } }: MoveTarget,
  version: string,
): Promise<void> {
  if (stage) {
    await client.modelVersions.transitionStage({ name, version, stage, archive_existing_versions: true });
  }
  if (!alias) return;
  try {
    await client.registeredModels.setAlias({ name, alias, version });
  } catch (error) {
    if (!stage) throw error;
    const what = `version ${version} of ${name} is in ${stage}, but the alias ${alias} could not be moved to it`;
    throw new PipelineError("server", `${what}: ${(error as Error).message}`, {
      hint: `\`slipway rollback "${name}" --to ${version} --reason "finish the promotion"\` finishes it`,
      cause: error,
    });
  }
}

async function createModel(client: Client, name: string): Promise<void> {
  try {
    await client.registeredModels.create({ name });
  } catch (error) {
    // Someone else may have created it since.
    if (!(error instanceof ApiError) || error.code !== "RESOURCE_ALREADY_EXISTS") throw error;
  }
}

async function createVersion(
  plan: ReleasePlan,
  runId: string,
  { model }: PromotionRequest,
  tags: { key: string; value: string }[],
): Promise<ModelVersion> {
  const { model_version } = await plan.connection.client.modelVersions.create({
    name: plan.model,
    source: model.source,
    run_id: runId,
    ...(model.modelId && { model_id: model.modelId }),
    tags,
  });
  return model_version;
}

/** Some registries copy a version's files before it can be used. */
async function waitUntilReady(client: Client, { name, version }: ModelVersion): Promise<void> {
  const deadline = Date.now() + READY_PATIENCE;
  for (;;) {
    const { model_version: now } = await client.modelVersions.get({ name, version });
    if (now.status === "READY") return;
    if (now.status === "FAILED_REGISTRATION" || Date.now() > deadline) {
      const why = now.status_message || `its status is ${now.status}`;
      throw new PipelineError("server", `version ${version} of ${name} did not become ready: ${why}`);
    }
    await pause(READY_POLL);
  }
}
