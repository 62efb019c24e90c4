import {
  type Decision,
  figureOf,
  intervalOf,
  isComparison,
  isLessBetter,
  metricOf,
  type SliceFigures,
  slicesOf,
  type Verdict,
} from "@slipway/contract";
import { failedSlices } from "../../explain/plain-gates.js";
import { countText, differenceText, valueText } from "../../gates/verdict-text.js";
import type { DeltaFigure } from "../figure.js";
import type { Section } from "../report.js";
import { row, table } from "../table.js";

/** Slices that a chart has room for. */
const MOST_SLICES = 15;

/** The differences that gates ruled on: with their intervals, and slice by slice. */
export function differencesSection({ verdicts }: Pick<Decision, "verdicts">): Section[] {
  const whole = verdicts.filter((one) => isComparison(one) && intervalOf(one)).map(deltaOf);
  const bySlice = verdicts.filter((one) => slicesOf(one).length > 0).map(slicesSection);
  return [...sectionOf("Difference to the champion", BARS, whole), ...bySlice];
}

const BARS =
  "Where the whole bar lies on the better side of the line, the difference is more than chance explains.";

const sectionOf = (title: string, text: string, figures: DeltaFigure[]): Section[] =>
  figures.length > 0 ? [{ title, folded: false, text: [text], figures }] : [];

/** How each slice fared, worst first. */
function slicesSection(verdict: Verdict): Section {
  const { by } = verdict.evidence;
  const sign = isLessBetter(verdict) ? -1 : 1;
  const slices = slicesOf(verdict).toSorted((a, b) => sign * (a.estimate - b.estimate));
  const rows = slices.map(({ slice, examples, candidate, champion, estimate }) =>
    row([slice, countText(examples), valueText(candidate), valueText(champion), differenceText(estimate)]),
  );
  const columns = ["#examples", "#new model", "#champion", "#difference"];
  return {
    title: `${metricOf(verdict)} by ${String(by)}`,
    folded: false,
    text: ["A model may be better over all and worse for some: worst first."],
    figures: [slicesFigure(verdict, slices)],
    table: table([String(by), ...columns], rows),
  };
}

function slicesFigure(verdict: Verdict, slices: SliceFigures[]): DeltaFigure {
  const { by } = verdict.evidence;
  const metric = metricOf(verdict);
  const lower = isLessBetter(verdict);
  const sign = lower ? -1 : 1;
  const allowed = figureOf(verdict, "max_drop") ?? 0;
  const shown = slices.slice(0, MOST_SLICES);
  const failed = new Set(failedSlices(verdict).map(({ slice }) => slice));
  const left = slices.length - shown.length;
  return {
    kind: "delta",
    title: `${metric} by ${String(by)}: new model minus champion${left > 0 ? ` (the worst ${shown.length}; ${left} more are better)` : ""}`,
    metric,
    better: lower ? "lower" : "higher",
    limit: { value: -sign * allowed, name: "allowed" },
    rows: shown.map(({ slice, examples, estimate }) => ({
      label: `${slice} (${countText(examples)})`,
      estimate,
      failed: failed.has(slice),
    })),
  };
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
