import { createHash } from "node:crypto";
import {
  ApiError,
  type DecisionStatement,
  decodeStatement,
  type Envelope,
  modelDigestLines,
  payloadOf,
} from "@slipway/contract";
import { validateLength } from "../validation/length.js";

/** A decision that a promotion brings along. */
export interface BroughtDecision {
  envelope: Envelope;
  payload: Uint8Array;
  statement: DecisionStatement;
}

const LONGEST_ID = 128;

/**
 * Reads the decision in an envelope. Says nothing about who signed it.
 * @throws ApiError INVALID_PARAMETER_VALUE when it is cut off, is none, or contradicts itself
 */
export function readDecision(envelope: Envelope): BroughtDecision {
  const payload = payloadOf(envelope);
  const statement = decodeStatement(payload);
  validateLength("id of the decision", LONGEST_ID, statement.predicate.id);
  const digest = createHash("sha256").update(modelDigestLines(statement.subject)).digest("hex");
  if (digest !== statement.predicate.model_digest)
    throw new ApiError(
      "INVALID_PARAMETER_VALUE",
      `The decision contradicts itself: the digest of its files is ${digest}, and it says ${statement.predicate.model_digest}.`,
    );
  return { envelope, payload, statement };
}
