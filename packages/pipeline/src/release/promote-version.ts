import type { ModelVersion } from "@slipway/contract";
import { tagList } from "../build/tags.js";
import { PipelineError } from "../pipeline-error.js";
import { loadPublicKey } from "../receipts/key.js";
import { hashArtifact } from "../receipts/model-files.js";
import { type ReadReceipt, readReceipt } from "../receipts/receipt.js";
import { readReceiptFile } from "../receipts/verify.js";
import { verifyReceipt } from "../receipts/verify-receipt.js";
import { findVersion } from "../receipts/version.js";
import { readRegistry } from "./champion.js";
import { moveTo } from "./promote-by-calls.js";
import { setVersionTags } from "./promotion-request.js";
import { VERSION_TAGS } from "./record.js";
import { asRegistryError, openRegistry, type RegistryOptions, type RegistryScene } from "./registry-scene.js";

export interface PromoteVersionOptions extends RegistryOptions {
  version: string;
  /** File of a release's decision in its envelope, `slipway/receipt.json`; absent, the promotion is by force. */
  decision?: string | undefined;
  /** Public key that the decision must be signed with: a PEM file, or `env://NAME`. */
  key?: string | undefined;
}

/** What a promotion did. */
export interface PromotedVersion {
  version: string;
  /** The champion before; absent when there was none, or it was this version. */
  from?: string | undefined;
  stage?: string | undefined;
  alias?: string | undefined;
  archived: ModelVersion[];
  guarantee: "atomic" | "check-then-act";
}

/** What is to be promoted, and what speaks for it. */
interface Planned {
  version: ModelVersion;
  /** "" for none. */
  expected: string;
  forced: boolean;
  reason: string;
  commit?: string | undefined;
  receipt?: ReadReceipt;
}

/**
 * Promotes a version that is registered already: by a release's decision about it, or by force.
 * @throws PipelineError `usage` when the decision is not about this version, was edited, was spent, or was made against
 * another champion; nothing has changed then
 */
export async function promoteVersion(options: PromoteVersionOptions): Promise<PromotedVersion> {
  try {
    const scene = await openRegistry(options);
    const version = await findVersion(scene.connection.client, {
      name: options.model,
      version: options.version,
    });
    const planned =
      options.decision === undefined
        ? await byForce(scene, version, options)
        : await byDecision(scene, version, options, options.decision);
    return scene.atomic ? await promoteAtOnce(scene, planned) : await promoteByCalls(scene, planned);
  } catch (error) {
    throw asRegistryError(error);
  }
}

async function byForce(
  { connection: { client }, promote }: RegistryScene,
  version: ModelVersion,
  { model, reason }: PromoteVersionOptions,
): Promise<Planned> {
  if (!reason) {
    throw new PipelineError("usage", `nothing speaks for version ${version.version} of ${model}`, {
      hint: "name a release's decision about it, or say why it is promoted without one",
    });
  }
  const { champion } = await readRegistry(client, model, promote);
  return { version, expected: champion?.version ?? "", forced: true, reason };
}

async function byDecision(
  scene: RegistryScene,
  version: ModelVersion,
  { model, key, reason, environment }: PromoteVersionOptions,
  file: string,
): Promise<Planned> {
  const bytes = await readReceiptFile(file);
  const { statement, checks } = await verifyReceipt({
    receipt: bytes,
    trust: key === undefined ? undefined : { key: await loadPublicKey(key, environment ?? process.env) },
    expected: { name: model, version: version.version, source: version.source },
    hashFiles: () => hashArtifact(scene.connection, `models:/${model}/${version.version}`),
  });
  const wrong = checks.find(({ status }) => status === "wrong");
  if (wrong || !statement) {
    const what = `the decision in ${file} does not promote version ${version.version} of ${model}`;
    throw new PipelineError("usage", `${what}: ${wrong?.detail ?? "it cannot be read"}`);
  }
  const { expected_champion: expected, forced, commit } = statement.predicate;
  return {
    version,
    expected,
    forced: forced !== undefined,
    reason: reason ?? forced ?? "by a release's decision",
    commit: commit?.sha,
    receipt: readReceipt(bytes),
  };
}

async function promoteAtOnce(
  { connection, promote: { stage, alias }, actor }: RegistryScene,
  { version: { name, version, run_id }, expected, forced, reason, commit, receipt }: Planned,
): Promise<PromotedVersion> {
  const { promotion, archived } = await connection.client.promotions.create({
    name,
    version,
    stage,
    alias,
    expected_champion: expected,
    forced,
    reason,
    actor: actor.name,
    commit,
    run_id,
    envelope: receipt?.envelope,
  });
  return { version, from: promotion.previous_version, stage, alias, archived, guarantee: "atomic" };
}

async function promoteByCalls(
  { connection, promote, actor }: RegistryScene,
  { version: { name, version }, expected, forced, reason, commit }: Planned,
): Promise<PromotedVersion> {
  const { champion, versions } = await readRegistry(connection.client, name, promote);
  const now = champion?.version ?? "";
  if (now !== expected) {
    const was = expected === "" ? "that there was none" : `version ${expected}`;
    throw new PipelineError("usage", `the champion of ${name} is ${now || "none"}, expected was ${was}`, {
      hint: "it was changed since the decision: release again",
    });
  }
  const tags = {
    [VERSION_TAGS.reason]: reason,
    [VERSION_TAGS.actor]: `${actor.name} (unverified, ${actor.source})`,
    [VERSION_TAGS.promotedAt]: String(Date.now()),
    ...(commit !== undefined && { [VERSION_TAGS.commit]: commit }),
    ...(champion && champion.version !== version && { [VERSION_TAGS.previous]: champion.version }),
    ...(forced && { [VERSION_TAGS.forced]: "true" }),
  };
  await setVersionTags({ connection, model: name }, version, tagList(tags));
  await moveTo({ connection, model: name, promote }, version);
  const { stage, alias } = promote;
  const archived = versions.filter(
    (one) => stage !== undefined && one.current_stage === stage && one.version !== version,
  );
  const from = champion?.version === version ? undefined : champion?.version;
  return { version, from, stage, alias, archived, guarantee: "check-then-act" };
}
