import { codeOf, messageOf } from "./error-code.js";
import type { Errors } from "./pooled-database.js";
import { errorTranslator } from "./translate-error.js";

// By the start of PostgreSQL's code, or by Node's.
const LOST = [
  "08", // connection exceptions
  "57P0", // shut down, crashed, starting up
  "53300", // too many connections
  "ECONN",
  "EPIPE",
  "ENOENT", // no socket where the server's should be
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
];
const LOST_MESSAGES =
  /^Connection terminated|^timeout exceeded when trying to connect|not queryable|^timeout expired/;

// Serialisation failures and deadlocks; and keys that another transaction has just taken, or taken away.
const CONFLICTS = ["40001", "40P01", "23505", "23503"];

// What passes without a restart, by the start of the code. Nothing of the write is stored then.
const PASSING: readonly [code: string, message: string][] = [
  ["40", "Concurrent writes were in the way; nothing was stored. Try again."],
  ["55P03", "Concurrent writes were in the way; nothing was stored. Try again."],
  ["53100", "No space left in the database; nothing was stored. Free space on its disk and try again."],
  ["53", "The database is out of memory or connections. Try again."],
  ["25006", "The database cannot be written: it is read-only. Nothing was stored."],
  ["57014", "The database cancelled the statement: it took too long. Try again."],
  ["58", "The database's disk failed to read or write. Check its server, then try again."],
];

// Values that the database does not take.
const REFUSED = /^2[23]...$/;

const isLost = (error: unknown) =>
  LOST.some((start) => codeOf(error).startsWith(start)) || LOST_MESSAGES.test(messageOf(error));

export const errors: Errors = {
  isLost,
  isConflict: (error) => CONFLICTS.includes(codeOf(error)),
  translate: errorTranslator({
    isLost,
    passing: (code) => PASSING.find(([start]) => code.startsWith(start))?.[1],
    isRefused: (code) => REFUSED.test(code),
  }),
};
