import {
  type Decision,
  figureOf,
  intervalOf,
  isComparison,
  isLessBetter,
  metricOf,
  type Verdict,
} from "@slipway/contract";
import type { DeltaFigure } from "../figure.js";
import type { Section } from "../report.js";

/** The differences that gates ruled on, with their intervals. */
export function differencesSection({ verdicts }: Pick<Decision, "verdicts">): Section[] {
  const figures = verdicts.filter((one) => isComparison(one) && intervalOf(one)).map(deltaOf);
  if (figures.length === 0) return [];
  const text =
    "Where the whole bar lies on the better side of the line, the difference is more than chance explains.";
  return [{ title: "Difference to the champion", folded: false, text: [text], figures }];
}

function deltaOf(verdict: Verdict): DeltaFigure {
  const metric = metricOf(verdict);
  const lower = isLessBetter(verdict);
  const minDelta = figureOf(verdict, "min_delta") ?? 0;
  const interval = intervalOf(verdict);
  return {
    kind: "delta",
    title: `${metric}: new model minus champion`,
    metric,
    better: lower ? "lower" : "higher",
    ...(minDelta > 0 && { limit: { value: lower ? -minDelta : minDelta, name: "asked for" } }),
    rows: [
      {
        label: verdict.gate,
        estimate: figureOf(verdict, "estimate") ?? 0,
        ...(interval && { interval }),
        failed: verdict.status !== "pass",
      },
    ],
  };
}
