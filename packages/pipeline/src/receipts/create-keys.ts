import { generateKeyPairSync } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { PipelineError } from "../pipeline-error.js";
import { keyIdOf } from "./key.js";

/** Kinds of keys that sign receipts. */
export const KEY_KINDS = ["ed25519", "p256"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

export interface CreatedKeys {
  /** The private key, that only its owner may read. */
  privateKey: string;
  publicKey: string;
  /** SHA-256 of the public key. */
  keyId: string;
}

/**
 * Makes a key pair: `NAME.key` to sign with (PKCS#8, PEM) and `NAME.pub` to check with (SPKI, PEM).
 * @param passphrase encrypts the private key with AES-256
 * @throws PipelineError `usage` when one of the files is there already, or cannot be written
 */
export async function createKeys(
  name: string,
  kind: KeyKind,
  passphrase: string | undefined,
): Promise<CreatedKeys> {
  const { privateKey, publicKey } =
    kind === "ed25519"
      ? generateKeyPairSync("ed25519")
      : generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const files = { privateKey: `${name}.key`, publicKey: `${name}.pub` };
  const encrypted = passphrase ? { cipher: "aes-256-cbc", passphrase } : {};
  const secret = privateKey.export({ type: "pkcs8", format: "pem", ...encrypted });
  await writeNew(files.privateKey, secret, 0o600);
  try {
    await writeNew(files.publicKey, publicKey.export({ type: "spki", format: "pem" }), 0o644);
  } catch (error) {
    // Half a pair is of no use, and it would be in the way next time.
    await rm(files.privateKey);
    throw error;
  }
  return { ...files, keyId: keyIdOf(publicKey) };
}

async function writeNew(path: string, content: string | Buffer, mode: number): Promise<void> {
  try {
    await writeFile(path, content, { mode, flag: "wx" });
  } catch (error) {
    const exists = (error as NodeJS.ErrnoException).code === "EEXIST";
    throw new PipelineError("usage", exists ? `${path} exists already` : (error as Error).message, {
      ...(exists && { hint: "a key is never overwritten: move it away, or choose another name" }),
    });
  }
}
