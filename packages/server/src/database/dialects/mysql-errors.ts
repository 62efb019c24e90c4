import { codeOf } from "./error-code.js";
import type { Errors } from "./pooled-database.js";
import { errorTranslator } from "./translate-error.js";

const LOST = new Set([
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
  "ER_TOO_MANY_USER_CONNECTIONS",
  "ER_USER_LIMIT_REACHED",
  "ER_NEW_ABORTING_CONNECTION",
  "ER_CONNECTION_KILLED",
  "EPIPE",
  "ENOENT", // no socket where the server's should be
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

// Deadlocks; and keys that another transaction has just taken, or taken away.
const CONFLICTS = new Set([
  "ER_LOCK_DEADLOCK",
  "ER_CHECKREAD",
  "ER_DUP_ENTRY",
  "ER_NO_REFERENCED_ROW_2",
  "ER_ROW_IS_REFERENCED_2",
]);

// What passes without a restart. Nothing of the write is stored then.
const PASSING: Record<string, string> = {
  ER_LOCK_DEADLOCK: "Concurrent writes were in the way; nothing was stored. Try again.",
  ER_CHECKREAD: "Concurrent writes were in the way; nothing was stored. Try again.",
  ER_LOCK_WAIT_TIMEOUT: "Concurrent writes were in the way; nothing was stored. Try again.",
  ER_RECORD_FILE_FULL:
    "No space left in the database; nothing was stored. Free space on its disk and try again.",
  ER_DISK_FULL: "No space left in the database; nothing was stored. Free space on its disk and try again.",
  ER_OPTION_PREVENTS_STATEMENT: "The database cannot be written: it is read-only. Nothing was stored.",
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION:
    "The database cannot be written: it is read-only. Nothing was stored.",
  ER_STATEMENT_TIMEOUT: "The database cancelled the statement: it took too long. Try again.",
  ER_QUERY_INTERRUPTED: "The database cancelled the statement. Try again.",
};

// Values that the database does not take, as MLflow answers them.
const REFUSED =
  /^ER_(DATA_TOO_LONG|WARN_DATA_OUT_OF_RANGE|TRUNCATED_WRONG_VALUE.*|DUP_ENTRY|NO_REFERENCED_ROW_2|ROW_IS_REFERENCED_2|NET_PACKET_TOO_LARGE|REGEXP_ERROR)$/;

const isLost = (error: unknown) => LOST.has(codeOf(error)) || codeOf(error).startsWith("ECONN");

export const errors: Errors = {
  isLost,
  isConflict: (error) => CONFLICTS.has(codeOf(error)),
  translate: errorTranslator({
    isLost,
    passing: (code) => PASSING[code],
    isRefused: (code) => REFUSED.test(code),
  }),
};
