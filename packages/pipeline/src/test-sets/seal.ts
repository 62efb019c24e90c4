import { createReadStream, createWriteStream } from "node:fs";
import { Readable, Writable } from "node:stream";

/** What a sealed file is called beside its own name: any tool that knows the age format (age-encryption.org) opens it. */
export const SEALED = ".age";

/** Where a run keeps what one decision saw, while that is sealed. */
export const sealedFolder = (decisionId: string): string => `slipway/sealed/${decisionId.slice(0, 16)}`;

/** Encrypts a text for a recipient. */
export async function sealText(text: string, recipient: string): Promise<Uint8Array> {
  return (await encrypter(recipient)).encrypt(text);
}

/** Encrypts a file of any size into a new one beside it. @returns its path */
export async function sealFile(path: string, recipient: string): Promise<string> {
  const plain = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  const encrypted = await (await encrypter(recipient)).encrypt(plain);
  const target = `${path}${SEALED}`;
  await encrypted.pipeTo(Writable.toWeb(createWriteStream(target)));
  return target;
}

/** Decrypts a file that {@link sealFile} or {@link sealText} made, into one. */
export async function openSealed(path: string, identity: string, target: string): Promise<void> {
  const { Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const sealed = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
  const plain = await decrypter.decrypt(sealed);
  await plain.pipeTo(Writable.toWeb(createWriteStream(target)));
}

async function encrypter(recipient: string) {
  // Loaded only for a sealed test set.
  const { Encrypter } = await import("age-encryption");
  const made = new Encrypter();
  made.addRecipient(recipient);
  return made;
}
