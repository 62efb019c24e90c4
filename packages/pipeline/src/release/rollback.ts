import type { ModelVersion } from "@slipway/contract";
import type { PromoteStep } from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import { inspectRegistry, type Registry } from "./champion.js";
import { HOLD_TAG } from "./hold.js";
import { moveTo } from "./promote-by-calls.js";
import { VERSION_TAGS } from "./record.js";
import { asRegistryError, openRegistry, type RegistryOptions, type RegistryScene } from "./registry-scene.js";

export interface RollbackOptions extends RegistryOptions {
  /** The version to go back to; absent, the champion before. */
  version?: string;
}

/** What a rollback did. */
export interface RollbackResult {
  /** The champion now. */
  version: string;
  /** The champion before; absent when there was none. */
  from?: string;
  stage?: string;
  alias?: string;
  archived: ModelVersion[];
  /** Whether releases hold until they are resumed. */
  onHold: boolean;
  guarantee: "atomic" | "check-then-act";
}

/**
 * Makes an earlier version the champion again, and holds releases until they are resumed. With a version it also
 * settles which of several versions the champion is.
 * @throws PipelineError `usage` when there is no version to go back to, or the champion changed meanwhile
 */
export async function rollback(options: RollbackOptions): Promise<RollbackResult> {
  try {
    return await carryOut(options);
  } catch (error) {
    throw asRegistryError(error);
  }
}

async function carryOut(options: RollbackOptions): Promise<RollbackResult> {
  const scene = await openRegistry(options);
  const { client } = scene.connection;
  const { model, version } = options;
  const { ambiguity, ...registry } = await inspectRegistry(client, model, scene.promote);
  if (!registry.exists) throw new PipelineError("usage", `there is no registered model ${model}`);
  if (ambiguity && version !== undefined) return settle(scene, options, version, registry);
  if (ambiguity || (!registry.champion && version === undefined)) {
    const what = ambiguity
      ? `it is not clear which version is the champion: ${ambiguity.what}`
      : `${model} has no champion to go back from`;
    throw new PipelineError("usage", what, {
      hint: "name the version that should be in use with `--to N`",
    });
  }
  return scene.atomic
    ? rollbackAtOnce(scene, options, registry.champion)
    : rollbackByCalls(scene, options, registry);
}

async function rollbackAtOnce(
  { connection: { client }, promote: { stage, alias }, actor }: RegistryScene,
  { model: name, version: wanted, reason }: RollbackOptions,
  champion: ModelVersion | undefined,
): Promise<RollbackResult> {
  const { promotion, archived } = await client.promotions.create({
    name,
    action: "rollback",
    version: wanted,
    stage,
    alias,
    expected_champion: champion?.version ?? "",
    reason,
    actor: actor.name,
  });
  const { version = "", previous_version: from } = promotion;
  return { version, from, stage, alias, archived, onHold: true, guarantee: "atomic" };
}

/** Makes one of several versions the only champion. What was the case before is not clear, so nothing is held. */
async function settle(
  { connection, promote }: RegistryScene,
  { model }: RollbackOptions,
  version: string,
  { versions }: Registry,
): Promise<RollbackResult> {
  requireVersion(model, version, versions);
  await moveTo({ connection, model, promote }, version);
  const archived = othersInStage(versions, version, promote);
  return { version, ...promote, archived, onHold: false, guarantee: "check-then-act" };
}

async function rollbackByCalls(
  { connection, promote }: RegistryScene,
  { model, version: wanted, reason = "rolled back" }: RollbackOptions,
  { champion, versions }: Registry,
): Promise<RollbackResult> {
  const target = wanted ?? versionBefore(champion, versions);
  requireVersion(model, target, versions);
  // First the hold: a release between the two must not undo what is being done.
  await connection.client.registeredModels.setTag({ name: model, key: HOLD_TAG, value: reason });
  await moveTo({ connection, model, promote }, target);
  const archived = othersInStage(versions, target, promote);
  return {
    version: target,
    from: champion?.version,
    ...promote,
    archived,
    onHold: true,
    guarantee: "check-then-act",
  };
}

function requireVersion(
  model: string,
  version: string | undefined,
  versions: ModelVersion[],
): asserts version is string {
  if (versions.some((one) => one.version === version)) return;
  const what = version === undefined ? "no version before the champion" : `no version ${version}`;
  throw new PipelineError("usage", `${model} has ${what} to go back to`, {
    hint: `its versions are ${versions.map((one) => one.version).join(", ") || "none"}`,
  });
}

const othersInStage = (versions: ModelVersion[], version: string, { stage }: PromoteStep): ModelVersion[] =>
  versions.filter((one) => stage !== undefined && one.current_stage === stage && one.version !== version);

/** What the champion's promotion replaced, by its tags; else the newest archived version before it. */
function versionBefore(champion: ModelVersion | undefined, versions: ModelVersion[]): string | undefined {
  const byTag = champion?.tags.find(({ key }) => key === VERSION_TAGS.previous)?.value;
  if (byTag && byTag !== champion?.version) return byTag;
  return versions.find(
    ({ version, current_stage }) =>
      current_stage === "Archived" && Number(version) < Number(champion?.version ?? Number.NaN),
  )?.version;
}
