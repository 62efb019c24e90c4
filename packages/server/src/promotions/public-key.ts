import { constants, createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { ApiError, bytesOfBase64, type Envelope, preAuthEncoding } from "@slipway/contract";

const SMALLEST_RSA = 2048;

/**
 * Reads a public key from PEM: Ed25519, ECDSA on P-256, or RSA of 2048 bits and more.
 * @returns its PEM as it is kept
 * @throws ApiError INVALID_PARAMETER_VALUE, for a private key too: it has no place on a server
 */
export function parsePublicKey(pem: string): string {
  if (/PRIVATE KEY/.test(pem))
    throw invalid(
      "The 'public_key' is a private key. Keep it to yourself, and send the public one of the pair.",
    );
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    throw invalid("The 'public_key' is not a public key in PEM ('-----BEGIN PUBLIC KEY-----').");
  }
  const problem = whyUnfit(key);
  if (problem) throw invalid(`The 'public_key' ${problem}; it must be Ed25519, ECDSA on P-256, or RSA.`);
  return key.export({ type: "spki", format: "pem" }).toString();
}

function whyUnfit({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): string | undefined {
  if (type === "ed25519") return undefined;
  if (type === "ec")
    return details?.namedCurve === "prime256v1" ? undefined : `is on the curve ${details?.namedCurve}`;
  if (type !== "rsa") return `is of the type ${type}`;
  const bits = details?.modulusLength ?? 0;
  return bits >= SMALLEST_RSA ? undefined : `has ${bits} bits, fewer than ${SMALLEST_RSA}`;
}

/** What a key is told from others by: `SHA256:` and the base64 of the digest of its DER. */
export function fingerprintOf(pem: string): string {
  const der = createPublicKey(pem).export({ type: "spki", format: "der" });
  return `SHA256:${createHash("sha256").update(der).digest("base64").replace(/=+$/, "")}`;
}

/**
 * Whether one of the signatures of an envelope is by the key; RSA with PKCS #1 v1.5 or PSS, over SHA-256.
 * @throws ApiError INVALID_PARAMETER_VALUE when a signature is not base64
 */
export function isSignedBy({ payloadType, signatures }: Envelope, payload: Uint8Array, pem: string): boolean {
  const key = createPublicKey(pem);
  const signed = preAuthEncoding(payloadType, payload);
  return signatures.some(({ sig }) => {
    const signature = bytesOfBase64(sig, "signature");
    if (key.asymmetricKeyType === "ed25519") return verify(null, signed, key, signature);
    if (key.asymmetricKeyType === "ec") return verify("sha256", signed, key, signature);
    const pss = {
      key,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: constants.RSA_PSS_SALTLEN_AUTO,
    };
    return verify("sha256", signed, key, signature) || verify("sha256", signed, pss, signature);
  });
}

const invalid = (message: string) => new ApiError("INVALID_PARAMETER_VALUE", message);
