import type { Call } from "./call.js";
import type { Plain } from "./normalise.js";

/** Where our answer is meant to differ from MLflow's. */
export interface Intended {
  readonly why: string;
  /** The two servers hold different things from here on. */
  readonly parts?: true;
  matches(call: Call, ours: Plain, theirs: Plain): boolean;
}

/** How our decoder begins to tell of a value that is not of its field's type, and our parser of what is no JSON. */
const WRONG_TYPE =
  /^Invalid value .* for parameter '.*' supplied: {2}Hint: Value was of type|^The request's body is not valid JSON: (Unexpected token '[NI]'|No number after minus)/s;

/** Every intended difference. The first that matches is counted. */
export const INTENDED: readonly Intended[] = [
  {
    why: "MLflow fails with a 5xx or a stack trace; a bad request is refused, and unknown ids find nothing",
    parts: true,
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
    why: "OR, NOT and parentheses in filters are an addition of ours",
    matches: (call, ours, theirs) =>
      ours.status === 200 && theirs.status === 400 && /\bOR\b|\bNOT\b|\(/i.test(String(call.fields.filter)),
  },
  {
    why: "a bad filter or order is told with its position, in our own words",
    matches: (call, ours, theirs) => isSearch(call) && isInvalid(ours) && isInvalid(theirs),
  },
  {
    why: "MLflow shows the id of the experiment as it was written, with its blanks",
    matches: (_, ours, theirs) =>
      ours.status === theirs.status &&
      [theirs.body, theirs.message]
        .map((text) => text?.replace(/ (<experiment\d+>)/, "$1").replace('" <', '"<'))
        .join() === [ours.body, ours.message].map((text) => text?.replace(/ (<experiment\d+>)/, "$1")).join(),
  },
  {
    why: "MLflow drops a value of a wrong type, NaN beside JSON too, and all fields that follow it; it is refused",
    matches: (_, ours) => ours.code === "INVALID_PARAMETER_VALUE" && WRONG_TYPE.test(ours.message ?? ""),
  },
  {
    why: "MLflow's message names its own environment variables",
    matches: (_, ours, theirs) =>
      isInvalid(ours) &&
      (theirs.message ?? "").startsWith(ours.message ?? "?") &&
      /^ .*MLFLOW_\w+ environment variable( on the server to allow it)?\.$/.test(
        (theirs.message ?? "").slice(ours.message?.length),
      ),
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
  {
    why: "what MLflow takes without a limit may be limited to the length of its column, in which other databases fail",
    matches: (_, ours, theirs) =>
      isInvalid(ours) &&
      theirs.status < 500 &&
      /^'(description|source|run_link)' exceeds/.test(ours.message ?? ""),
  },
  {
    why: "MLflow looks for a version's logged model last, when it has made the version",
    parts: true,
    matches: (call, ours, theirs) =>
      call.path === "model-versions/create" &&
      call.fields.model_id !== undefined &&
      isRefusal(theirs) &&
      (ours.message ?? "").endsWith(
        "The model_id request parameter must identify the resource that contains the source.",
      ),
  },
  {
    why: "a source that could be read in two ways is refused by its form, before all else",
    matches: (call, ours, theirs) =>
      call.path === "model-versions/create" &&
      isInvalid(ours) &&
      theirs.status < 500 &&
      /^(Invalid model version source: |'source' URL can't)/.test(ours.message ?? ""),
  },
  {
    why: "a version or a run that is not given is told by its name, not as '' or None",
    matches: (_, ours, theirs) =>
      isRefusal(theirs) &&
      /, got ''\.$|^Run with id=None not found$/.test(theirs.message ?? "") &&
      /^Missing value for required parameter '(version|run_id)'/.test(ours.message ?? ""),
  },
  {
    why: "tags of a new run are cut to the length of their column, as later ones are",
    matches: (call, ours, theirs) =>
      call.path === "runs/create" &&
      /x{8001}|é{8001}/.test(JSON.stringify(call.fields.tags ?? [])) &&
      [ours, theirs].every(({ status }) => status === 200),
  },
  {
    why: "an upload is answered with {}, where MLflow answers with nothing",
    matches: (call, ours, theirs) =>
      call.method === "PUT" &&
      [ours, theirs].every(({ status }) => status === 200) &&
      ours.body === "{}" &&
      theirs.body === "",
  },
  {
    why: "a path that could be read in two ways, by its dots or slashes, is refused, with what is wrong in it",
    matches: (_, ours) => isInvalid(ours) && /^Invalid path: /.test(ours.message ?? ""),
  },
  {
    why: "the name of an artifact may have a #",
    matches: (call, ours, theirs) =>
      call.path.endsWith("/a%23b") && theirs.message === "Invalid path" && ours.code !== "INTERNAL_ERROR",
  },
  {
    why: "an empty path of a file is told before its run is looked up",
    matches: (call, ours) => call.path === "/get-artifact" && call.fields.path === "" && isInvalid(ours),
  },
  {
    why: "some routes of MLflow tell errors in another form; ours have one",
    matches: (_, ours, theirs) =>
      ours.status === theirs.status && theirs.body === JSON.stringify({ detail: ours.message }),
  },
  {
    why: "an absent list and an empty one are the same",
    matches: (call, ours, theirs) =>
      (call.path === "logged-models/search" &&
        isInvalid(ours) &&
        theirs.body === "{}" &&
        String(call.fields.experiment_ids) === "") ||
      (call.path === "runs/outputs" &&
        (theirs.message ?? "").startsWith("Missing value for required parameter 'models'")),
  },
  {
    why: "MLflow reads any word for allow_deleted that is not true as false",
    matches: (call, ours) => call.fields.allow_deleted !== undefined && isInvalid(ours),
  },
  {
    why: "blanks in an order_by may be where SQL allows them",
    matches: (call, ours, theirs) =>
      ours.status === 200 &&
      /^Invalid order_by clause '.*( {2}| )'\. Could not be parsed/.test(theirs.message ?? "") &&
      /\s\s|\s"/.test(JSON.stringify(call.fields.order_by)),
  },
  {
    why: "MLflow answers unknown addresses in HTML; every error is JSON",
    matches: (_, ours, theirs) =>
      theirs.status === 404 && theirs.body.startsWith("<!doctype html>") && ours.status === 404,
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
