import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { databaseOf } from "../servers/start-server.js";

/** All that a server has written: the log of its database, byte by byte, and the names of its artifacts. */
export interface Written {
  readonly log: Buffer;
  readonly files: readonly string[];
}

/** Reads what a server has written so far. A commit changes the write-ahead log; a mere checkpoint does not. */
export async function writtenBy(folder: string): Promise<Written> {
  const log = await readFile(`${databaseOf(folder)}-wal`).catch(() => Buffer.alloc(0));
  const files = await readdir(join(folder, "artifacts"), { recursive: true }).catch(() => []);
  return { log, files: files.sort() };
}

/** Whether nothing was written between the two. */
export function isUnchanged(before: Written, after: Written): boolean {
  return before.log.equals(after.log) && before.files.join("\n") === after.files.join("\n");
}
