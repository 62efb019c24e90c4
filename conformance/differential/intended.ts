import type { Call } from "./call.js";
import type { Plain } from "./normalise.js";

/** Where our answer is meant to differ from MLflow's. */
export interface Intended {
  readonly why: string;
  matches(call: Call, ours: Plain, theirs: Plain): boolean;
}

/** How our decoder begins to tell of a value that is not of its field's type, and our parser of what is no JSON. */
const WRONG_TYPE =
  /^Invalid value .* for parameter '.*' supplied: {2}Hint: Value was of type|^The request's body is not valid JSON: (Unexpected token '[NI]'|No number after minus)/s;

/** Every intended difference. The first that matches is counted. */
export const INTENDED: readonly Intended[] = [
  {
    why: "MLflow fails with a 5xx or a stack trace; a bad request is refused, and unknown ids find nothing",
    matches: (_, ours, theirs) => theirs.status >= 500 && theirs.status !== 501 && ours.status < 500,
  },
  {
    why: "MLflow's message shows an SQL statement that failed",
    matches: (_, ours, theirs) =>
      isRefusal(theirs) &&
      (theirs.message ?? "").includes("(sqlite3.") &&
      (isRefusal(ours) || ours.body === "{}"),
  },
  {
    why: "a bad filter or order is told with its position, in our own words",
    matches: (call, ours, theirs) => isSearch(call) && isInvalid(ours) && isInvalid(theirs),
  },
  {
    why: "MLflow shows the id of the experiment as it was written, with its blanks",
    matches: (call, ours, theirs) =>
      call.path === "runs/create" &&
      ours.status === 200 &&
      theirs.body.replace('" <exp', '"<exp') === ours.body,
  },
  {
    why: "MLflow drops a value of a wrong type, NaN beside JSON too, and all fields that follow it; it is refused",
    matches: (_, ours) => ours.code === "INVALID_PARAMETER_VALUE" && WRONG_TYPE.test(ours.message ?? ""),
  },
  {
    why: "MLflow's message names its own environment variables",
    matches: (_, ours, theirs) =>
      isInvalid(ours) &&
      ours.message === theirs.message?.replace(/ To configure this limit, .* environment variable\.$/, ""),
  },
  {
    why: "a location that leads out of the artifact root is never taken",
    matches: (call, ours) => call.fields.artifact_location !== undefined && isInvalid(ours),
  },
  {
    why: "a tag or parameter without a key, or with one longer than its column, is refused",
    matches: (_, ours, theirs) =>
      isInvalid(ours) &&
      /parameter '(tags|params|metrics)\[\d+\]\.key'\. |'tags\[\d+\]\.key' exceeds/.test(
        ours.message ?? "",
      ) &&
      theirs.status < 500,
  },
];

function isSearch({ path, fields }: Call): boolean {
  return path.endsWith("search") && (fields.filter !== undefined || fields.order_by !== undefined);
}

function isRefusal(answer: Plain): boolean {
  return answer.status >= 400 && answer.status < 500 && answer.code !== undefined;
}

function isInvalid(answer: Plain): boolean {
  return answer.status === 400 && answer.code === "INVALID_PARAMETER_VALUE";
}
