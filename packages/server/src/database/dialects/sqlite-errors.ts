import { ApiError } from "@slipway/contract";

// What passes without a restart, by the start of SQLite's code. Nothing of the write is stored then.
const PASSING: readonly [code: string, message: string][] = [
  ["SQLITE_BUSY", "The database is locked by another process. Try again."],
  ["SQLITE_LOCKED", "The database is locked by another process. Try again."],
  [
    "SQLITE_FULL",
    "No space left in the database; nothing was stored. Free space on the server's disk and try again.",
  ],
  ["SQLITE_READONLY", "The database cannot be written: its file or disk is read-only. Nothing was stored."],
  ["SQLITE_CANTOPEN", "The database's files cannot be opened. Check them and their folder, then try again."],
  ["SQLITE_IOERR", "The database's disk failed to read or write. Check the server's disk, then try again."],
];

/** The error of the API that a failed statement is, when the state of the server's machine is to blame; else itself. */
export function translate(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const [, message] = PASSING.find(([start]) => code.startsWith(start)) ?? [];
  return message === undefined ? error : new ApiError("TEMPORARILY_UNAVAILABLE", `${message} (${code})`);
}
