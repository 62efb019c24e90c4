import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/** A certificate for this machine's own address that nobody but its holder vouches for. */
export interface Certificate {
  cert: string;
  key: string;
  /** Path of the certificate. */
  file: string;
}

/** Makes a certificate for 127.0.0.1, and for no name, in a folder. */
export async function selfSigned(folder: string): Promise<Certificate> {
  const [file, keyFile] = [join(folder, "server.crt"), join(folder, "server.key")];
  const key = ["-newkey", "rsa:2048", "-nodes", "-keyout", keyFile];
  const names = ["-subj", "/CN=database", "-addext", "subjectAltName=IP:127.0.0.1"];
  await promisify(execFile)("openssl", ["req", "-x509", "-days", "1", ...key, "-out", file, ...names]);
  return { cert: await readFile(file, "utf8"), key: await readFile(keyFile, "utf8"), file };
}
