import { createHash } from "node:crypto";
import { type Promotion, type VerifiedHistory, verifyChains } from "@slipway/contract";

/** Checks the hashes of a history, as {@link verifyChains} does, without the help of the server that keeps it. */
export const verifyHistory = (entries: readonly Promotion[], kept?: string): VerifiedHistory =>
  verifyChains(entries, (text) => createHash("sha256").update(text).digest("hex"), kept);
