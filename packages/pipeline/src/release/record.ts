import { extname } from "node:path";
import type { Decision } from "@slipway/contract";
import { uploadTo } from "@slipway/sdk";
import { tagList } from "../build/tags.js";
import { withExplanation } from "../explain/explain.js";
import { RECEIPT_ARTIFACT, receiptArtifact } from "../receipts/receipt.js";
import { RECEIPT_TAG } from "../receipts/version.js";
import type { SignedDecision } from "./receipt.js";
import type { ReleasePlan } from "./release-plan.js";

/** Where a run keeps the decision about it. */
export const DECISION_RECORD = "slipway/decision.json";

/** Tags of a model version that tell how it was promoted, on any registry. */
export const VERSION_TAGS = {
  /** URI of the decision. */
  decision: "slipway.decision",
  /** URI of the candidate's predictions on the held-out examples. */
  predictions: "slipway.predictions",
  /** URI of the receipt. */
  receipt: RECEIPT_TAG,
  reason: "slipway.reason",
  actor: "slipway.actor",
  commit: "slipway.commit",
  /** The champion before it. */
  previous: "slipway.previous_version",
  /** Milliseconds since the epoch. */
  promotedAt: "slipway.promoted_at",
  forced: "slipway.forced",
} as const;

/** Where a run keeps predictions; the file's format is kept in its name. */
export const predictionsArtifact = (path: string): string => `slipway/predictions${extname(path)}`;

/** The tags with which a version is registered. */
export function versionTags(
  decision: Decision,
  home: string,
  predictions: string | undefined,
  receipt: Pick<SignedDecision, "id"> | undefined,
): Record<string, string> {
  return {
    [VERSION_TAGS.decision]: `runs:/${home}/${DECISION_RECORD}`,
    ...(predictions && { [VERSION_TAGS.predictions]: `runs:/${home}/${predictions}` }),
    ...(receipt && { [VERSION_TAGS.receipt]: receiptUri(home, receipt.id) }),
    [VERSION_TAGS.reason]: decision.forced ?? decision.reason,
    [VERSION_TAGS.actor]: `${decision.actor.name} (unverified, ${decision.actor.source})`,
    ...(decision.commit && { [VERSION_TAGS.commit]: decision.commit.sha }),
    ...(decision.champion && { [VERSION_TAGS.previous]: decision.champion.version }),
    [VERSION_TAGS.promotedAt]: String(decision.created_at),
    ...(decision.forced && { [VERSION_TAGS.forced]: "true" }),
  };
}

/** Keeps a decision with the run that it is about: as an artifact, and its outcome in tags. */
export async function recordDecision(plan: ReleasePlan, decision: Decision, home: string): Promise<void> {
  const { connection } = plan;
  const content = JSON.stringify(withExplanation(decision), exactNumbers, 2);
  await uploadTo(connection, `runs:/${home}`, DECISION_RECORD, { content });
  const { promotion } = decision;
  const tags = tagList({
    "slipway.outcome": decision.outcome,
    "slipway.reason": decision.reason,
    ...(promotion && { "slipway.version": `${decision.model} version ${promotion.version}` }),
  });
  const { candidate } = decision;
  for (const runId of new Set([home, ...(candidate ? [candidate.run_id] : [])])) {
    await connection.client.runs.logBatch({ run_id: runId, tags });
  }
}

/** Where the receipt of a decision is kept. */
export const receiptUri = (home: string, decisionId: string): string =>
  `runs:/${home}/${receiptArtifact(decisionId)}`;

/** Keeps a receipt with the run that keeps the decision: for good, and as the newest. */
export async function recordReceipt(
  { connection }: ReleasePlan,
  { file, id }: SignedDecision,
  home: string,
): Promise<void> {
  for (const artifact of [receiptArtifact(id), RECEIPT_ARTIFACT]) {
    await uploadTo(connection, `runs:/${home}`, artifact, { content: file });
  }
}

/** JSON has no NaN and no infinities: they are written as the protocol writes them. */
const exactNumbers = (_key: string, value: unknown): unknown =>
  (typeof value === "number" && !Number.isFinite(value)) || typeof value === "bigint" ? String(value) : value;
