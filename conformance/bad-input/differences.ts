import type { Answer } from "./ask.js";
import { AS_NOTHING, type Row } from "./rows.js";

/** Where our answer is meant to differ from MLflow's, and what it must be then. */
export interface Difference {
  readonly why: string;
  applies(row: Row, theirs: Answer): boolean;
  allows(ours: Answer, theirs: Answer, row: Row): boolean;
}

/** The first that applies to a row decides; where none does, status, code and message must be MLflow's. */
export const DIFFERENCES: readonly Difference[] = [
  {
    why: "MLflow fails (5xx, or a stack trace); a bad request is the caller's fault",
    applies: (_, theirs) => theirs.status >= 500 && theirs.status !== 501,
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "MLflow's message is the text of an SQL statement",
    applies: (_, theirs) => (theirs.message ?? "").includes("sqlite3."),
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "MLflow answers unknown addresses and methods in HTML; every error is JSON",
    applies: (_, theirs) => theirs.status >= 400 && theirs.code === undefined,
    allows: (ours, theirs) => isRefusal(ours) && (ours.status === theirs.status || ours.status === 404),
  },
  {
    why: "an address that leads out of the artifact root is refused, even where MLflow says that nothing is there",
    applies: (row) => row.fault === "path",
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "MLflow reads a body that it cannot parse as one without fields, and lets PATCH and DELETE bear any type",
    applies: (row) => row.fault === "body" && !row.title.includes(AS_NOTHING),
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "a body without fields may be refused as such",
    applies: (row) => row.fault === "body",
    allows: (ours, theirs) => isSame(ours, theirs) || isInvalid(ours),
  },
  {
    why: "MLflow drops a field of a wrong type, and all that follow it; it is refused",
    applies: (row, theirs) => row.fault === "type" && theirs.status < 300,
    allows: (ours) => isInvalid(ours),
  },
  {
    why: "a wrong type is told by the name of its field, in our own words, and before anything is looked up",
    applies: (row) => row.fault === "type",
    allows: (ours, _, row) => isInvalid(ours) && (ours.message ?? "").includes(row.field ?? ""),
  },
  {
    why: "a location outside of the artifact root, or one that could be read in two ways, is never taken",
    applies: (row) => row.fault === "uri",
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "a bad filter or order is told with its position, in our own words; some of MLflow's slip through",
    applies: (row) => row.fault === "filter",
    allows: (ours, theirs) => isInvalid(ours) || isSame(ours, theirs),
  },
  {
    why: "what MLflow takes without a limit, ours may limit to the length of its column",
    applies: (row, theirs) => row.fault === "oversize" && theirs.status < 300,
    allows: (ours, theirs) => isSame(ours, theirs) || isInvalid(ours),
  },
  {
    why: "MLflow takes page sizes and tokens that mean nothing, or shows Python's words for them",
    applies: (row) => row.field === "page_token" || row.field === "max_results",
    allows: (ours, theirs) => isInvalid(ours) || isSame(ours, theirs),
  },
];

/** Whether status and code are the same, and the message too unless it names a Python set in random order. */
export function isEqual(ours: Answer, theirs: Answer): boolean {
  const comparable = !(theirs.message ?? "").includes("{'");
  return isSame(ours, theirs) && (!comparable || ours.message === theirs.message);
}

function isSame(ours: Answer, theirs: Answer): boolean {
  return ours.status === theirs.status && ours.code === theirs.code;
}

function isRefusal(answer: Answer): boolean {
  return answer.status >= 400 && answer.status < 500 && answer.code !== undefined;
}

function isInvalid(answer: Answer): boolean {
  return answer.status === 400 && answer.code === "INVALID_PARAMETER_VALUE";
}
