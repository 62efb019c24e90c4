import { randomUUID } from "node:crypto";
import { lstat, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "./local-errors.js";

const UPLOAD = /^\.[0-9a-f-]{36}\.upload$/;

/** A name for a file that is still being written. */
export const newUploadName = (): string => `.${randomUUID()}.upload`;

/** Whether a file is one that is still being written; no client sees those. */
export const isUpload = (name: string): boolean => UPLOAD.test(name);

/**
 * Removes files that were being written when their process ended, from a directory and all below it. Links are not followed.
 * @param before those last written to earlier than this, in milliseconds since 1970
 */
export async function removeUploads(directory: string, before: number, signal: AbortSignal): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(unlessMissing);
  for (const entry of entries ?? []) {
    if (signal.aborted) return;
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await removeUploads(path, before, signal);
    else if (entry.isFile() && isUpload(entry.name)) await removeIfOlder(path, before);
  }
}

async function removeIfOlder(path: string, before: number): Promise<void> {
  const found = await lstat(path).catch(unlessMissing);
  if (found && found.mtimeMs < before) await rm(path, { force: true });
}

/** A file that has gone meanwhile is no failure. */
function unlessMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error;
}
