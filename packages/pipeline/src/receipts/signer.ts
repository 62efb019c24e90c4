import { type KeyObject, sign } from "node:crypto";
import { type Envelope, preAuthEncoding, STATEMENT_PAYLOAD_TYPE } from "@slipway/contract";
import { hashOf, keyIdOf } from "./key.js";
import type { Receipt } from "./receipt.js";

/** Signs statements. */
export interface Signer {
  /** @param payload the statement as bytes */
  sign(payload: Uint8Array): Promise<Receipt>;
}

/** Signs with a key: Ed25519, or ECDSA P-256 over SHA-256 in DER. */
export const keySigner = (key: KeyObject): Signer => ({
  async sign(payload) {
    const keyid = keyIdOf(key);
    const sig = sign(hashOf(key), preAuthEncoding(STATEMENT_PAYLOAD_TYPE, payload), key).toString("base64");
    const envelope = around(payload, [{ keyid, sig }]);
    return { envelope, file: textOf(envelope), signer: `key ${keyid}` };
  },
});

/** Signs nothing: the receipt says what was released, and proves nothing. */
export const noSigner: Signer = {
  async sign(payload) {
    const envelope = around(payload, []);
    return { envelope, file: textOf(envelope) };
  },
};

const around = (payload: Uint8Array, signatures: Envelope["signatures"]): Envelope => ({
  payloadType: STATEMENT_PAYLOAD_TYPE,
  payload: Buffer.from(payload).toString("base64"),
  signatures,
});

const textOf = (envelope: Envelope) => `${JSON.stringify(envelope, null, 2)}\n`;
