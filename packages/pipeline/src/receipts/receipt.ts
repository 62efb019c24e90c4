import { decodeEnvelope, type Envelope } from "@slipway/contract";

/** A signed statement about a decision, in the forms in which it travels and is kept. */
export interface Receipt {
  envelope: Envelope;
  /** The text of its file: the envelope, or Sigstore's bundle around it. */
  file: string;
  /** Who signed it, e.g. `key 3f9a…`; unset when nobody did. */
  signer?: string;
}

/** Where a run keeps the newest receipt of a promotion of its model. */
export const RECEIPT_ARTIFACT = "slipway/receipt.json";

/** Where a run keeps the receipt of one decision for good: a later release of the same run writes another. */
export const receiptArtifact = (decisionId: string): string => `slipway/receipts/${decisionId}.json`;

/** A receipt as it was read from its file. */
export interface ReadReceipt {
  envelope: Envelope;
  /** Sigstore's bundle, when the receipt was signed without a key. */
  bundle?: unknown;
}

/** Reads the file of a receipt. @throws ApiError INVALID_PARAMETER_VALUE when it is none, or is cut off */
export function readReceipt(bytes: Uint8Array): ReadReceipt {
  const bundle = bundleIn(bytes);
  if (bundle === undefined) return { envelope: decodeEnvelope(bytes) };
  const envelope = decodeEnvelope(Buffer.from(JSON.stringify(bundle.dsseEnvelope)));
  return { envelope, bundle };
}

function bundleIn(bytes: Uint8Array): { dsseEnvelope: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    const isBundle = typeof value === "object" && value !== null && "dsseEnvelope" in value;
    return isBundle ? { ...value, dsseEnvelope: value.dsseEnvelope } : undefined;
  } catch {
    // Read as an envelope next, which says what is wrong with it.
    return undefined;
  }
}
