import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Environment } from "../git/branch.js";
import { PipelineError } from "../pipeline-error.js";

/** The variable that holds the signing key, or names its file, when nothing else does. */
export const KEY_VARIABLE = "SLIPWAY_SIGNING_KEY";
/** The variable with the passphrase of an encrypted key. */
export const PASSPHRASE_VARIABLE = "SLIPWAY_SIGNING_KEY_PASSPHRASE";

const FROM_ENVIRONMENT = "env://";
const KINDS = "Ed25519 or ECDSA P-256";

/**
 * Loads a private key to sign with.
 * @param place a PEM file, `env://NAME` for a variable that holds the PEM text or names the file
 * @throws PipelineError `usage` when there is none, it needs another passphrase, or is of another kind
 */
export async function loadSigningKey(place: string, environment: Environment): Promise<KeyObject> {
  const { text, name } = await readKey(place, environment);
  const passphrase = environment[PASSPHRASE_VARIABLE];
  const key = parse(name, () => createPrivateKey({ key: text, ...(passphrase && { passphrase }) }), text);
  if (key.asymmetricKeyType === "ed25519" || isP256(key)) return key;
  throw new PipelineError("usage", `${name} is a key of the kind ${kindOf(key)}, which signs no receipts`, {
    hint: `it must be ${KINDS}: \`slipway keys create\` makes one`,
  });
}

/**
 * Loads the public key, or the certificate, that a receipt is checked with.
 * @param place as of {@link loadSigningKey}
 * @throws PipelineError `usage` when there is none
 */
export async function loadPublicKey(place: string, environment: Environment): Promise<KeyObject> {
  const { text, name } = await readKey(place, environment);
  return parse(name, () => createPublicKey(text), text);
}

/** What tells a key from others: SHA-256 of its public part (SPKI, DER), in hex. */
export function keyIdOf(key: KeyObject): string {
  const own = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256")
    .update(own.export({ type: "spki", format: "der" }))
    .digest("hex");
}

/** The hash that a key's signatures are over; Ed25519 has its own. */
export const hashOf = (key: KeyObject): "sha256" | null =>
  key.asymmetricKeyType === "ed25519" ? null : "sha256";

async function readKey(place: string, environment: Environment): Promise<{ text: string; name: string }> {
  const variable = place.startsWith(FROM_ENVIRONMENT) ? place.slice(FROM_ENVIRONMENT.length) : undefined;
  const value = variable === undefined ? place : environment[variable];
  if (!value) throw new PipelineError("usage", `the variable ${variable} holds no key: it is not set`);
  if (value.includes("-----BEGIN ")) {
    // Some CI systems keep a secret on one line.
    return { text: value.replaceAll("\\n", "\n"), name: variable ? `the key in ${variable}` : "the key" };
  }
  try {
    return { text: await readFile(value, "utf8"), name: value };
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : String(error);
    throw new PipelineError("usage", `the key ${value} cannot be read: ${why}`, {
      hint: `it is a PEM file, or ${FROM_ENVIRONMENT}NAME for a variable that holds one`,
    });
  }
}

function parse(name: string, read: () => KeyObject, text: string): KeyObject {
  try {
    return read();
  } catch (error) {
    const encrypted = text.includes("ENCRYPTED");
    throw new PipelineError("usage", `${name} cannot be used: ${(error as Error).message}`, {
      hint: encrypted
        ? `it is encrypted: ${PASSPHRASE_VARIABLE} must hold its passphrase`
        : `it must be PEM, as \`slipway keys create\` and \`openssl genpkey\` write it`,
      cause: error,
    });
  }
}

const isP256 = (key: KeyObject) =>
  key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";

const kindOf = (key: KeyObject) =>
  [key.asymmetricKeyType, key.asymmetricKeyDetails?.namedCurve].filter(Boolean).join(" ");
