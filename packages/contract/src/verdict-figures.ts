import type { Verdict } from "./entities/decision.js";

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

/** What a verdict found in one slice of the examples. */
export interface SliceFigures {
  slice: string;
  examples: number;
  candidate: number;
  champion: number;
  estimate: number;
  /** That it is worse by chance alone; absent where no exact test applies. */
  pWorse: number | undefined;
  /** Whether it is worse beyond chance; absent in records of older versions. */
  worse: boolean | undefined;
}

/** The slices that a verdict looked at; none for a gate that looks at no slices. */
export function slicesOf({ evidence: { slices } }: Pick<Verdict, "evidence">): SliceFigures[] {
  if (!Array.isArray(slices)) return [];
  return slices.flatMap((one): SliceFigures[] => {
    const { slice, n, candidate, champion, estimate, p_worse, worse } = Object(one) as Record<
      string,
      unknown
    >;
    const numbers = [n, candidate, champion, estimate].map(Number);
    if (numbers.some((value) => !Number.isFinite(value))) return [];
    const [examples = 0, own = 0, other = 0, difference = 0] = numbers;
    return [
      {
        slice: String(slice),
        examples,
        candidate: own,
        champion: other,
        estimate: difference,
        pWorse: typeof p_worse === "number" ? p_worse : undefined,
        worse: typeof worse === "boolean" ? worse : undefined,
      },
    ];
  });
}
