import type { Verdict } from "@slipway/contract";

/** A finite number of a verdict's evidence. */
export function figureOf({ evidence }: Pick<Verdict, "evidence">, key: string): number | undefined {
  const value = evidence[key];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The interval of a verdict's difference, null where it has no end. */
export function intervalOf({
  evidence,
}: Pick<Verdict, "evidence">): [number | null, number | null] | undefined {
  const { interval } = evidence;
  if (!Array.isArray(interval) || interval.length !== 2) return undefined;
  const [low, high] = interval.map((bound) => (Number.isFinite(bound) ? Number(bound) : null));
  return [low ?? null, high ?? null];
}

/** The metric that a verdict is about. */
export const metricOf = ({ evidence }: Pick<Verdict, "evidence">): string =>
  typeof evidence.metric === "string" ? evidence.metric : "metric";

export const isLessBetter = ({ evidence }: Pick<Verdict, "evidence">): boolean =>
  evidence.goal === "minimize";

/** Whether a verdict rules on the difference of two models. */
export const isComparison = (verdict: Verdict): boolean => figureOf(verdict, "estimate") !== undefined;
