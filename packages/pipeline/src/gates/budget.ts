import { type Static, Type } from "typebox";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Gate, Measured } from "./gate.js";
import { requiredParameter } from "./gate-parameters.js";
import { limitText, valueText } from "./verdict-text.js";

const limit = (description: string) => Type.Optional(Type.Number({ description }));
const ratio = (description: string) => Type.Optional(Type.Number({ exclusiveMinimum: 0, description }));

const parameters = Type.Object(
  {
    metric: Type.String({
      minLength: 1,
      description: "what was measured beside the examples, such as `model_size_mb` or `latency_ms`",
    }),
    max: limit("the most that it may cost"),
    min: limit("the least that it must reach"),
    "max-ratio": ratio("above 0: the most that it may be of the champion's, such as 1.1"),
    "min-ratio": ratio("above 0: the least that it must be of the champion's, such as 0.9"),
    required: requiredParameter,
  },
  {
    additionalProperties: false,
    description: "a mapping with `metric` and `max`, `min`, `max-ratio` or `min-ratio`",
  },
);

export type BudgetParameters = Static<typeof parameters>;

/**
 * What a model costs must stay within limits, in itself or relative to the champion: its size, its latency, any
 * number that the evaluate command reported or its run logged.
 */
export const budget: Gate<BudgetParameters> = {
  name: "budget",
  parameters,
  required: true,
  claim: "absolute",
  judges: "facts",
  example: { metric: "model_size_mb", max: 50 },
  findings,
  evaluate: ({ candidate, champion }, asked) => {
    const { metric, min, max, "min-ratio": minRatio, "max-ratio": maxRatio } = asked;
    const value = costOf(candidate, "candidate", metric);
    const relative = minRatio !== undefined || maxRatio !== undefined;
    const other = relative && champion ? costOf(champion, "champion", metric) : undefined;
    const { required: _, ...limitsAsked } = asked;
    const evidence = { ...limitsAsked, value, ...(other !== undefined && { champion: other }) };
    const limits = [
      ...(max === undefined ? [] : [{ most: true, at: max, text: limitText(max) }]),
      ...(min === undefined ? [] : [{ most: false, at: min, text: limitText(min) }]),
      ...(maxRatio === undefined || other === undefined ? [] : [timesChampion(true, maxRatio, other)]),
      ...(minRatio === undefined || other === undefined ? [] : [timesChampion(false, minRatio, other)]),
    ];
    if (limits.length === 0)
      return { status: "not-applicable", reason: "there is no champion yet", evidence };
    const within = ({ most, at }: Limit, shown: number) => (most ? shown <= at : shown >= at);
    const broken = limits.find((one) => !within(one, value));
    if (broken) return { status: "fail", reason: told(metric, value, [broken], false, within), evidence };
    return { status: "pass", reason: told(metric, value, limits, true, within), evidence };
  },
};

interface Limit {
  most: boolean;
  at: number;
  text: string;
}

const timesChampion = (most: boolean, ratio: number, champion: number): Limit => ({
  most,
  at: ratio * champion,
  text: `${ratio} times the champion's ${valueText(champion)}`,
});

function told(
  metric: string,
  value: number,
  limits: Limit[],
  holds: boolean,
  within: (limit: Limit, shown: number) => boolean,
): string {
  const shown = valueText(value, (rounded) => limits.every((limit) => within(limit, rounded) === holds));
  const sign = (most: boolean) => (holds ? (most ? "<=" : ">=") : most ? ">" : "<");
  return `${metric} ${shown} ${limits.map(({ most, text }) => `${sign(most)} ${text}`).join(" and ")}`;
}

function findings({ min, max, "min-ratio": minRatio, "max-ratio": maxRatio }: BudgetParameters): string[] {
  if ([min, max, minRatio, maxRatio].every((limit) => limit === undefined)) {
    return ["it needs `max`, `min`, `max-ratio` or `min-ratio`"];
  }
  const empty = (low?: number, high?: number) => low !== undefined && high !== undefined && low > high;
  return [
    ...(empty(min, max) ? [`no value is at least ${min} and at most ${max}`] : []),
    ...(empty(minRatio, maxRatio) ? [`no ratio is at least ${minRatio} and at most ${maxRatio}`] : []),
  ];
}

function costOf({ reported, logged }: Measured, who: string, metric: string): number {
  const value = Object.hasOwn(reported, metric) ? reported[metric] : logged[metric];
  if (value !== undefined && Number.isFinite(value)) return value;
  if (value !== undefined)
    throw new EvaluationError(`${metric} of the ${who} is ${value}, not a finite number`);
  const known = [...new Set([...Object.keys(reported), ...Object.keys(logged)])].sort().join(", ");
  throw new EvaluationError(
    `nobody measured ${metric} of the ${who}; known of it are ${known || "no metrics"}`,
  );
}
