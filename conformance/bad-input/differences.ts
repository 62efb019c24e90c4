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
    why: "an address that leads out of the artifact root is refused, even where MLflow says that nothing is there",
    applies: (row) => row.fault === "path",
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "MLflow fails (5xx, or a stack trace); a bad request is the caller's fault, and unknown ids find nothing",
    applies: (_, theirs) => theirs.status >= 500 && theirs.status !== 501,
    allows: (ours) => isRefusal(ours) || ours.text.trim() === "{}",
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
    why: "MLflow reads a body that it cannot parse as one without fields, and lets PATCH and DELETE bear any type",
    applies: (row) => row.fault === "body" && !row.title.includes(AS_NOTHING),
    allows: (ours) => isRefusal(ours),
  },
  {
    why: "MLflow wants the id of the address in the body too",
    applies: (row, theirs) =>
      row.path.startsWith("logged-models/") && (theirs.message ?? "").includes("'model_id'"),
    allows: (ours) => ours.status < 300 || isRefusal(ours),
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
    why: "a location that could be read in two ways is never taken",
    applies: (row) => row.fault === "uri",
    allows: (ours, theirs) => isRefusal(ours) || isSame(ours, theirs),
  },
  {
    why: "a bad filter or order is told with its position, in our own words; some of MLflow's slip through",
    applies: (row) => row.fault === "filter",
    allows: (ours, theirs) => isInvalid(ours) || isSame(ours, theirs) || ours.status === 431,
  },
  {
    why: "an absent list and an empty one are the same",
    applies: (row) => row.field === "models" || (row.field === "experiment_ids" && row.title.endsWith("[]")),
    allows: (ours) => ours.status < 300 || isInvalid(ours),
  },
  {
    why: "MLflow ends the path of a run's whole folder with a slash",
    applies: (row, theirs) => row.path === "/get-artifact" && (theirs.message ?? "").endsWith("/'"),
    allows: (ours, theirs) => isSame(ours, theirs) && ours.message === theirs.message?.replace(/\/'$/, "'"),
  },
  {
    why: "a missing field is told by its name, before anything is looked up",
    applies: (row) => row.fault === "missing",
    allows: (ours, _, row) => isInvalid(ours) && (ours.message ?? "").includes(row.field ?? ""),
  },
  {
    why: "MLflow's message names its own environment variables",
    applies: (_, theirs) => (theirs.message ?? "").includes("MLFLOW_"),
    allows: (ours, theirs) => isSame(ours, theirs),
  },
  {
    why: "what MLflow takes without a limit, ours may limit to the length of its column",
    applies: (row, theirs) => row.fault === "oversize" && (theirs.status < 300 || theirs.status === 404),
    allows: (ours, theirs) => isSame(ours, theirs) || isInvalid(ours),
  },
  {
    why: "MLflow takes page sizes and tokens that mean nothing, or shows Python's words for them",
    applies: (row) => row.field === "page_token" || row.field === "max_results",
    allows: (ours, theirs) => isInvalid(ours) || isSame(ours, theirs),
  },
];

const ADVICE = " See the API docs for more information about request parameters.";

/**
 * Whether status, code and message are the same. A pointer to the manual does not count, and no message does
 * that shows a Python set in random order.
 */
export function isEqual(ours: Answer, theirs: Answer): boolean {
  const expected = theirs.message?.replace(ADVICE, "");
  return isSame(ours, theirs) && (expected?.includes("{'") || ours.message?.replace(ADVICE, "") === expected);
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
