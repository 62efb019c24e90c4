import type { Run } from "@slipway/contract";
import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { DURATION_PATTERN, durationText, parseDuration } from "../file/duration.js";
import type { Gate } from "./gate.js";
import { requiredParameter } from "./gate-parameters.js";

const SOURCE = /^(?:run|(tags|params|metrics|datasets)\.(.+))$/s;

const parameters = Type.Object(
  {
    "max-age": Type.String({
      pattern: DURATION_PATTERN,
      description: "a duration with its unit, such as 30d or 12h",
    }),
    of: Type.Optional(
      Type.String({
        pattern: SOURCE.source,
        description:
          "`run` (when it was trained; the default), or where a date was logged: `tags.NAME`, `params.NAME`, `metrics.NAME`, or `datasets.TAG`, a tag of the datasets that the run used",
      }),
    ),
    required: requiredParameter,
  },
  { additionalProperties: false, description: "a mapping with `max-age`, and `of` at will" },
);

export type FreshnessParameters = Static<typeof parameters>;

/**
 * The candidate's training data, or its training, must not be older than `max-age`. A date is ISO 8601 (UTC unless
 * it says otherwise) or seconds or milliseconds since the epoch; of several datasets the oldest counts.
 */
export const freshness: Gate<FreshnessParameters> = {
  name: "freshness",
  parameters,
  required: true,
  claim: "absolute",
  judges: "facts",
  example: { "max-age": "30d" },
  findings: () => [],
  evaluate: ({ candidate, now }, { "max-age": longest, of = "run" }) => {
    if (!candidate.run) throw new EvaluationError("the run that trained the candidate is not known");
    const times = datesOf(candidate.run, of).map(({ text, what }) => timeOf(text, what));
    if (times.length === 0) throw new EvaluationError(`the candidate's run has no ${of}`);
    const time = Math.min(...times);
    const age = now - time;
    const date = new Date(time).toISOString();
    const evidence = { of, date, age_ms: age, max_age: longest };
    // Clocks differ a little; a date far ahead is a wrong one.
    if (age < -60 * 60_000) throw new EvaluationError(`${of} is ${date}, which is still to come`);
    const told = `${of} is of ${date}, ${roughly(age)} ago`;
    if (age <= (parseDuration(longest) ?? 0)) {
      return { status: "pass", reason: `${told}, within ${longest}`, evidence };
    }
    return { status: "fail", reason: `${told}, more than ${longest}`, evidence };
  },
};

function datesOf(run: Run, of: string): { text: string; what: string }[] {
  const [, kind, key] = SOURCE.exec(of) ?? [];
  if (kind === undefined) {
    const time = run.info.end_time ?? run.info.start_time;
    return time === undefined ? [] : [{ text: String(time), what: "the time of the run" }];
  }
  const pairs =
    kind === "datasets"
      ? (run.inputs?.dataset_inputs ?? []).flatMap(({ tags }) => tags)
      : run.data[kind as "tags" | "params" | "metrics"];
  return pairs.filter((pair) => pair.key === key).map(({ value }) => ({ text: String(value), what: of }));
}

function timeOf(text: string, what: string): number {
  const number = Number(text);
  // Seconds reach this in the year 5138, milliseconds passed it in 1973.
  const time =
    text.trim() !== "" && Number.isFinite(number)
      ? Math.abs(number) < 1e11
        ? number * 1000
        : number
      : isoTime(text.trim());
  // Dates beyond these are none to JavaScript.
  if (Math.abs(time) <= 8.64e15) return time;
  throw new EvaluationError(
    `${what} is ${JSON.stringify(text)}, which is no date: ISO 8601, such as 2026-11-01, or seconds since the epoch would be`,
  );
}

function isoTime(text: string): number {
  const [, date, clock, zone] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ?? [];
  if (date === undefined) return Number.NaN;
  return Date.parse(`${date}T${clock ?? "00:00"}${(zone ?? "Z").replace(/(\d\d)(\d\d)$/, "$1:$2")}`);
}

/** An age to two units, e.g. `3d4h`. */
function roughly(age: number): string {
  const unit = age >= 86_400_000 ? 3_600_000 : age >= 3_600_000 ? 60_000 : 1000;
  return durationText(Math.max(0, Math.floor(age / unit) * unit));
}
