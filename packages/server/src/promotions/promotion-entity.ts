import { createHash } from "node:crypto";
import {
  ApiError,
  type Promotion,
  type PromotionAction,
  promotionText,
  type Standing,
} from "@slipway/contract";
import type { PromotionRow } from "./promotion-store.js";

/** An entry of the history as the wire has it. */
export const toPromotion = (row: PromotionRow): Promotion => ({
  id: row.id,
  name: row.name,
  action: row.action as PromotionAction,
  version: textOf(row.version),
  previous_version: textOf(row.previous_version),
  stage: row.stage ?? undefined,
  alias: row.alias ?? undefined,
  forced: row.forced !== 0,
  reason: row.reason ?? undefined,
  actor: row.actor ?? undefined,
  actor_verified: row.actor_verified !== 0,
  commit: row.commit_sha ?? undefined,
  run_id: row.run_id ?? undefined,
  decision: row.decision === null ? undefined : JSON.parse(row.decision),
  envelope: row.envelope === null ? undefined : JSON.parse(row.envelope),
  created_at: row.created_at,
  chain: row.chain ?? undefined,
  sequence: row.seq ?? undefined,
  previous_name: row.previous_name ?? undefined,
  standing: row.standing === null ? undefined : parseStanding(row.standing),
  on_hold: row.on_hold !== 0,
  previous_hash: row.previous_hash ?? undefined,
  hash: row.hash ?? undefined,
});

/** The hash that an entry has when nobody changed it. */
export const hashOf = (row: PromotionRow): string => sha256(promotionText(toPromotion(row)));

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const parseStanding = (text: string): Standing => JSON.parse(text);

const textOf = (version: number | null) => (version === null ? undefined : String(version));

/** A decision as it is stored. @throws ApiError INVALID_PARAMETER_VALUE */
export function encodeDecision(decision: unknown): string | null {
  if (decision === undefined || decision === null) return null;
  try {
    return JSON.stringify(decision, (_, value) => (typeof value === "bigint" ? String(value) : value));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ApiError("INVALID_PARAMETER_VALUE", "The 'decision' is nested too deeply.");
  }
}
