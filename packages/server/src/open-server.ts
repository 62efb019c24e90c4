import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileStoreRoot } from "./filestore/file-store-uri.js";
import { indexFile } from "./filestore/index-file.js";

/** A server that has a database open. */
export interface OpenServer {
  pid: number;
  url: string;
}

/** The note that a server leaves beside its SQLite file, or its index, while it runs; undefined for other databases. */
const noteOf = (uri: string): string | undefined => {
  const root = fileStoreRoot(uri);
  if (root !== undefined) return `${indexFile(root)}.server.json`;
  const [, file] = /^sqlite(?:\+\w+)?:\/\/\/(.+)$/.exec(uri) ?? [];
  return file === undefined ? undefined : `${resolve(file)}.server.json`;
};

/**
 * The server of this machine that has a database open, so that another command can use it instead of a second one.
 * A note whose process is gone, or whose server does not answer, counts for nothing.
 */
export async function findOpenServer(uri: string): Promise<OpenServer | undefined> {
  const note = noteOf(uri);
  const server = note === undefined ? undefined : await readNote(note);
  if (!server || !isAlive(server.pid)) return undefined;
  try {
    const { ok } = await fetch(`${server.url}/health`, { signal: AbortSignal.timeout(2000) });
    return ok ? server : undefined;
  } catch {
    return undefined;
  }
}

/** Leaves the note. @returns what takes it away again, unless another server has replaced it */
export async function announceServer(uri: string, url: string): Promise<() => Promise<void>> {
  const note = noteOf(uri);
  if (note === undefined) return async () => undefined;
  const temporary = `${note}.${process.pid}`;
  await writeFile(temporary, JSON.stringify({ pid: process.pid, url }));
  await rename(temporary, note);
  return async () => {
    if ((await readNote(note))?.url === url) await rm(note, { force: true });
  };
}

async function readNote(note: string): Promise<OpenServer | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(note, "utf8"));
    return isServer(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isServer = (value: unknown): value is OpenServer =>
  typeof value === "object" &&
  value !== null &&
  "pid" in value &&
  typeof value.pid === "number" &&
  "url" in value &&
  typeof value.url === "string" &&
  /^http:\/\/[\w.:[\]-]+(?:\/[\w.~-]+)*$/.test(value.url);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
