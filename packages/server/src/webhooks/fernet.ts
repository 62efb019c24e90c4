import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Why a token or a key was refused. */
export class FernetError extends Error {
  override readonly name = "FernetError";
}

/**
 * Authenticated encryption in the Fernet format, version 0x80 (https://github.com/fernet/spec): AES-128-CBC under
 * HMAC-SHA256. It is what MLflow's `cryptography` writes into the column of secrets, and reads from it.
 */
export class Fernet {
  private readonly signing: Buffer;
  private readonly encryption: Buffer;

  /** @param key 32 bytes in URL-safe base64 @throws FernetError */
  constructor(key: string) {
    // Python refuses a key without its padding, so it must not work here alone.
    if (!/^[\w-]{43}=$/.test(key))
      throw new FernetError("Fernet key must be 32 url-safe base64-encoded bytes.");
    const bytes = Buffer.from(key, "base64url");
    this.signing = bytes.subarray(0, 16);
    this.encryption = bytes.subarray(16);
  }

  /** A key that nobody else has. */
  static generateKey(): string {
    return padded(randomBytes(32));
  }

  encrypt(text: string): string {
    const time = Buffer.alloc(8);
    time.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000)));
    const iv = randomBytes(16);
    const cipher = createCipheriv("aes-128-cbc", this.encryption, iv);
    const head = Buffer.concat([
      Buffer.from([VERSION]),
      time,
      iv,
      cipher.update(text, "utf8"),
      cipher.final(),
    ]);
    return padded(Buffer.concat([head, this.sign(head)]));
  }

  /** @throws FernetError when the token was made with another key, or changed since */
  decrypt(token: string): string {
    const bytes = Buffer.from(token, "base64url");
    const head = bytes.subarray(0, -32);
    const signature = bytes.subarray(-32);
    const whole = head.length >= 41 && head.length % 16 === 9 && head[0] === VERSION;
    if (!whole || !timingSafeEqual(signature, this.sign(head))) throw new FernetError("Invalid token.");
    const decipher = createDecipheriv("aes-128-cbc", this.encryption, head.subarray(9, 25));
    return Buffer.concat([decipher.update(head.subarray(25)), decipher.final()]).toString("utf8");
  }

  private sign(head: Buffer): Buffer {
    return createHmac("sha256", this.signing).update(head).digest();
  }
}

const VERSION = 0x80;

// URL-safe like Node's own base64url, but padded, as Python writes it and demands it.
const padded = (bytes: Buffer) => bytes.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
