import { type KeyObject, verify } from "node:crypto";
import { ApiError, bytesOfBase64, type Envelope, payloadOf, preAuthEncoding } from "@slipway/contract";
import { hashOf, keyIdOf } from "./key.js";
import type { ReadReceipt } from "./receipt.js";
import { checkBundle, type ExpectedIdentity, type SignatureCheck } from "./sigstore-check.js";

/** Whose signature a receipt must bear. */
export type Trust = { key: KeyObject } | { identity: ExpectedIdentity };

/** Checks who signed a receipt. */
export async function checkSignature(receipt: ReadReceipt, trust: Trust): Promise<SignatureCheck> {
  if (receipt.envelope.signatures.length === 0) return { problem: "nobody signed it" };
  if ("key" in trust) return checkKey(receipt.envelope, trust.key);
  if (receipt.bundle === undefined) {
    return { problem: "it was signed with a key, not through Sigstore: `--key` names the public key" };
  }
  return checkBundle(receipt.bundle, trust.identity);
}

function checkKey(envelope: Envelope, key: KeyObject): SignatureCheck {
  const keyid = keyIdOf(key);
  const signed = preAuthEncoding(envelope.payloadType, payloadOf(envelope));
  const isOurs = envelope.signatures.some(({ sig }) => verify(hashOf(key), signed, key, bytesIn(sig)));
  if (isOurs) return { signer: `key ${keyid}` };
  const others = envelope.signatures.map((one) => one.keyid).filter(Boolean);
  if (others.includes(keyid)) {
    return { problem: `it was edited after key ${keyid} had signed it: signature and payload do not match` };
  }
  const by = others.length > 0 ? `key ${others.join(", ")}` : "another key, which it does not name";
  return { problem: `it was signed by ${by}, or edited: the signature is not that of key ${keyid}` };
}

/** A signature that cannot be read is one that does not fit. */
function bytesIn(signature: string): Uint8Array {
  try {
    return bytesOfBase64(signature, "signature");
  } catch (error) {
    if (error instanceof ApiError) return new Uint8Array();
    throw error;
  }
}
