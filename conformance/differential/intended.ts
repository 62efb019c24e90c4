import type { Call } from "./call.js";
import type { Plain } from "./normalise.js";

/** Where our answer is meant to differ from MLflow's. */
export interface Intended {
  readonly why: string;
  /** The calls that it is about, by method and path; all when unset. */
  readonly at?: RegExp;
  /** The two servers hold different things from here on. */
  readonly parts?: true;
  matches(call: Call, ours: Plain, theirs: Plain): boolean;
}

const SEARCH = /^(GET|POST) (experiments|runs|logged-models|registered-models|model-versions)\/search$/;
const ARTIFACTS = /^\w+ (artifacts\/list|\/get-artifact|\/api\/2\.0\/mlflow-artifacts\/artifacts(\/.*)?)$/;

/** How our decoder begins to tell of a value that is not of its field's type, and our parser of what is no JSON. */
const WRONG_TYPE = /^Invalid value .* for parameter '(\w+).*' supplied: {2}Hint: Value was of type/s;
const NO_JSON = /^The request's body is not valid JSON: (Unexpected token '[NI]'|No number after minus)/;
/** How MLflow and we begin to tell of a filter or an order. */
const ABOUT_FILTER =
  /^(Invalid (clause|comparator|comparison|attribute key|attribute|entity type|identifier|key|filter string|order_by|order by|ordering key|tag|value for numeric attribute)|Expected |IS NULL|IS NOT NULL|Only |Parameter value is|The quote|Unknown model|While parsing a list|A (filter|pattern)|Search |.* contains duplicate fields|.* is named more than once)/s;

/** Every intended difference. The first that matches is counted. */
export const INTENDED: readonly Intended[] = [
  {
    why: "MLflow looks for a version's logged model last, when it has made the version",
    at: /^POST model-versions\/create$/,
    parts: true,
    matches: ({ fields }, ours, theirs) =>
      fields.model_id !== undefined && isRefusal(ours) && says(theirs, /^Logged model with ID .* not found/),
  },
  {
    why: "MLflow fails with a 5xx or a stack trace; a bad request is refused",
    parts: true,
    matches: (_, ours, theirs) => isFault(theirs) && isRefusal(ours),
  },
  {
    why: "MLflow fails on names of Python attributes and on repeated metrics; they find nothing, and are one",
    at: /^POST (logged-models\/search|runs\/log-batch)$/,
    parts: true,
    matches: (_, ours, theirs) => isFault(theirs) && ours.status === 200,
  },
  {
    why: "MLflow fails on some fields that are null; they are not set",
    parts: true,
    matches: ({ fault }, ours, theirs) => fault?.kind === "null" && isFault(theirs) && ours.status === 200,
  },
  {
    why: "MLflow's message shows an SQL statement that failed",
    at: /^POST (experiments\/(create|update)|runs\/create|logged-models|(logged-models|runs)\/search|logged-models\/[^/]+\/params|registered-models\/rename)$/,
    matches: (_, ours, theirs) => isRefusal(ours) && isSql(theirs),
  },
  {
    why: "MLflow keeps the run's copy of a metric whose logged model is unknown, and fails with an SQL statement",
    at: /^POST runs\/(log-batch|log-metric)$/,
    parts: true,
    matches: (_, ours, theirs) => isSql(theirs) && says(ours, /^Logged model with ID .* not found/),
  },
  {
    why: "MLflow fails with an SQL statement on what is said twice; it changes nothing",
    at: /^POST (runs\/(outputs|log-inputs)|logged-models\/[^/]+\/params)$/,
    matches: (_, ours, theirs) => ours.body === "{}" && isSql(theirs),
  },
  {
    why: "OR, NOT and parentheses in filters are an addition of ours",
    at: SEARCH,
    matches: ({ fields }, ours, theirs) =>
      ours.status === 200 &&
      says(theirs, /^Invalid (clause|filter string)/) &&
      /\bOR\b|\bNOT\b|\(/i.test(withoutLists(String(fields.filter))),
  },
  {
    why: "MLflow drops a value of a wrong type, NaN beside JSON too, and all fields that follow it; it is refused",
    matches: ({ fields }, ours) =>
      isInvalid(ours, NO_JSON) ||
      (isInvalid(ours, WRONG_TYPE) && (WRONG_TYPE.exec(ours.message ?? "")?.[1] ?? "") in fields),
  },
  {
    why: "MLflow says null of a field that is not given when it could not read another one",
    matches: (_, ours, theirs) => {
      const missing = /^Missing value for required parameter '(\w+)'/.exec(ours.message ?? "")?.[1];
      return (
        isInvalid(ours) && says(theirs, new RegExp(`^Invalid value null for parameter '${missing}' supplied`))
      );
    },
  },
  {
    why: "comparisons without AND between them all hold; MLflow reads some of those otherwise",
    at: SEARCH,
    matches: ({ fields }, ours, theirs) =>
      ours.status === 200 &&
      says(theirs, ABOUT_FILTER) &&
      /['")\d] (?!(AND|OR|NOT|IN|LIKE|ILIKE|IS|ASC|DESC)\b)[a-z]/i.test(String(fields.filter)),
  },
  {
    why: "a bad filter or order is told with its position, in our own words",
    at: SEARCH,
    matches: (_, ours, theirs) =>
      isInvalid(ours) && isInvalid(theirs) && (says(ours, ABOUT_FILTER) || says(theirs, ABOUT_FILTER)),
  },
  {
    why: "a text may be in double quotes in filters on logged models too, where MLflow takes these for a part of it",
    at: /^POST logged-models\/search$/,
    matches: ({ fields }, ours, theirs) =>
      [ours, theirs].every(({ status }) => status === 200) && /"/.test(String(fields.filter)),
  },
  {
    why: "MLflow reads nan for a number in filters on logged models, as Python does; nothing compares with it",
    at: /^POST logged-models\/search$/,
    matches: ({ fields }, ours, theirs) =>
      isInvalid(ours, /^Expected numeric value type for .* Found '?nan/i) &&
      theirs.status === 200 &&
      /\bnan\b/i.test(String(fields.filter)),
  },
  {
    why: "a logged model without a name gets a random one, and so a random place among names",
    at: /^POST logged-models\/search$/,
    matches: ({ fields }, ours, theirs) =>
      /"field_name":"name"/.test(JSON.stringify(fields.order_by ?? "")) &&
      ours.body.includes("<generated name>") &&
      lettersOf(ours) === lettersOf(theirs),
  },
  {
    why: "a term of an order without a name is told before all else",
    at: /^POST logged-models\/search$/,
    matches: (_, ours, theirs) => isInvalid(ours, /'order_by\[\d+\]\.field_name'/) && theirs.status < 500,
  },
  {
    why: "MLflow orders by a metric, parameter or tag without a name; a key must follow the dot",
    at: SEARCH,
    matches: (_, ours, theirs) => isInvalid(ours, /A key must follow the dot\.$/) && theirs.status === 200,
  },
  {
    why: "MLflow takes pages of less than no rows, and answers with all of them or a token that leads before the start",
    at: /^(GET registered-models\/search|POST logged-models\/search|GET .*\/get-history-bulk)$/,
    matches: ({ fields }, ours, theirs) =>
      Number(fields.max_results) < 0 &&
      isInvalid(ours, /'max_results'/) &&
      (theirs.status === 200 || isInvalid(theirs)),
  },
  {
    why: "MLflow shows the id of an experiment as it was written, with its blanks",
    at: /^(GET|POST) (experiments|runs|logged-models)\b/,
    matches: ({ fields }, ours, theirs) =>
      /^ /.test(String(fields.experiment_id)) &&
      ours.status === theirs.status &&
      text(ours) ===
        text(theirs)
          .replace(/" (<experiment\d+>)/g, '"$1')
          .replace(/ {2}(<experiment\d+>)/g, " $1"),
  },
  {
    why: "MLflow's message names its own environment variables",
    at: /^POST (experiments|model-versions)\/create$/,
    matches: (_, ours, theirs) =>
      isInvalid(ours) &&
      (theirs.message ?? "").startsWith(ours.message ?? "?") &&
      /^ .*MLFLOW_\w+ environment variable( on the server to allow it)?\.$/.test(
        (theirs.message ?? "").slice(ours.message?.length),
      ),
  },
  {
    why: "a version that a search finds has its aliases, as one that is read",
    at: /^GET model-versions\/search$/,
    matches: (_, ours, theirs) => ours.body.replace(/"aliases":\[[^\]]*\],/g, "") === theirs.body,
  },
  {
    why: "the dot segments of a location are resolved when it is kept",
    at: /^(GET|POST) experiments\//,
    matches: (_, ours, theirs) =>
      /"artifact_location":"[^"]*\.\./.test(theirs.body) && withoutLocation(ours) === withoutLocation(theirs),
  },
  {
    why: "a tag, parameter or metric without a key, or with one longer than its column, is refused",
    at: /^(POST|PATCH) (experiments|runs|registered-models|model-versions|logged-models)\b/,
    matches: (_, ours, theirs) =>
      theirs.status < 500 &&
      isInvalid(
        ours,
        /^Missing value for required parameter '(datasets\[\d+\]\.)?(tags|params|metrics)\[\d+\]\.key'\. |^'tags\[\d+\]\.key' exceeds/,
      ),
  },
  {
    why: "what MLflow takes without a limit is limited to the length of its column, in which other databases fail",
    at: /^(POST|PATCH) (registered-models|model-versions)\/(create|update)$/,
    matches: (_, ours, theirs) =>
      theirs.status < 500 && isInvalid(ours, /^'(description|source|run_link)' exceeds/),
  },
  {
    why: "whether a version's source lies in its logged model is told before names are looked up",
    at: /^POST model-versions\/create$/,
    matches: ({ fields }, ours, theirs) =>
      fields.model_id !== undefined &&
      isRefusal(theirs) &&
      isInvalid(
        ours,
        /The model_id request parameter must identify the resource that contains the source\.$/,
      ),
  },
  {
    why: "a source that could be read in two ways is refused by its form, before all else",
    at: /^POST model-versions\/create$/,
    matches: (_, ours, theirs) =>
      theirs.status < 500 && isInvalid(ours, /^(Invalid model version source: |'source' URL can't)/),
  },
  {
    why: "a version or a run that is not given is told by its name, not as '' or None",
    at: /^(GET \/get-artifact|\w+ (model-versions|registered-models)\/.*)$/,
    matches: (_, ours, theirs) =>
      says(theirs, /, got ''\.$|^Run with id=None not found$/) &&
      isInvalid(ours, /^Missing value for required parameter '(version|run_id)'/),
  },
  {
    why: "tags of a new run are cut to the length of their column, as later ones are",
    at: /^POST runs\/create$/,
    parts: true,
    matches: ({ fields }, ours, theirs) =>
      /x{8001}/.test(JSON.stringify(fields.tags)) && [ours, theirs].every(({ status }) => status === 200),
  },
  {
    why: "a path that could be read in two ways, by its dots or slashes, is refused, with what is wrong in it",
    at: ARTIFACTS,
    matches: (_, ours) =>
      isInvalid(ours, /^Invalid path: it (has (an empty segment|the segment)|is absolute)/),
  },
  {
    why: "the name of an artifact may have a #",
    at: /artifacts\/a%23b$/,
    matches: (_, ours, theirs) => isInvalid(theirs, /^Invalid path$/) && [200, 404].includes(ours.status),
  },
  {
    why: "a path in a query is decoded once, so that a file called a%20b is found by its name",
    at: /^GET \/get-artifact$/,
    matches: ({ fields }, ours) => /%20/.test(String(fields.path)) && [200, 404].includes(ours.status),
  },
  {
    why: "MLflow ends the path of a run's whole folder with a slash",
    at: /^GET \/get-artifact$/,
    matches: (_, ours, theirs) =>
      ours.code === theirs.code && theirs.message?.replace(/\/'$/, "'") === ours.message,
  },
  {
    why: "some routes of MLflow tell errors in another form; ours have one",
    at: ARTIFACTS,
    matches: (_, ours, theirs) =>
      ours.status === theirs.status && theirs.body === JSON.stringify({ detail: ours.message }),
  },
  {
    why: "an absent list and an empty one are the same",
    at: /^POST (runs\/outputs|logged-models\/search)$/,
    matches: ({ path, fields }, ours, theirs) =>
      path === "runs/outputs"
        ? fields.models == null && isInvalid(theirs, /^Missing value for required parameter 'models'/)
        : String(fields.experiment_ids) === "" && isInvalid(ours, /'experiment_ids'/),
  },
  {
    why: "MLflow reads any word for allow_deleted that is not true as false",
    at: /^GET logged-models\/[^/]+$/,
    matches: (_, ours) => isInvalid(ours, /'allow_deleted'/),
  },
  {
    why: "blanks in an order_by may be where SQL allows them",
    at: SEARCH,
    matches: ({ fields }, ours, theirs) =>
      ours.status === 200 &&
      says(theirs, /^Invalid order_by clause '.*( {2}| )'\. Could not be parsed/) &&
      /\s\s|\s"/.test(JSON.stringify(fields.order_by)),
  },
  {
    why: "MLflow answers an address with an encoded slash, and one without its path, in HTML; every error is JSON",
    at: /^(DELETE logged-models\/.*%2F.*|GET \/get-artifact)$/,
    matches: (_, ours, theirs) =>
      isRefusal(ours) && theirs.status === ours.status && theirs.body.startsWith("<!doctype html>"),
  },
];

const text = ({ message, body }: Plain) => `${message ?? ""} ${body}`;

/** All that an answer says, whatever its order. */
const lettersOf = ({ body }: Plain) => [...body].sort().join("");

const withoutLocation = ({ body }: Plain) => body.replace(/"artifact_location":"[^"]*"/g, "");

/** A filter without its texts, and without what MLflow knows of NOT and parentheses. */
const withoutLists = (filter: string) =>
  filter
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, "…")
    .replace(/\b(NOT )?IN *\([^)]*\)|\bIS NOT\b|\bNOT (IN|LIKE)\b/gi, "…");

const says = (answer: Plain, words: RegExp) => isRefusal(answer) && words.test(answer.message ?? "");

const isSql = (answer: Plain) => says(answer, /\(sqlite3\./);

const isFault = ({ status }: Plain) => status >= 500 && status !== 501;

function isRefusal(answer: Plain): boolean {
  return answer.status >= 400 && answer.status < 500 && answer.code !== undefined;
}

function isInvalid(answer: Plain, words = /^/): boolean {
  return answer.status === 400 && answer.code === "INVALID_PARAMETER_VALUE" && says(answer, words);
}
