import {
  figureOf,
  isComparison,
  isLessBetter,
  metricOf,
  type SliceFigures,
  slicesOf,
  type Verdict,
} from "@slipway/contract";
import { countText, limitText, percentText, valueText } from "../gates/verdict-text.js";
import { plainComparison } from "./plain-comparison.js";

/** Says in sentences what one gate found; undefined where it has no more than its reason. */
type Told = (verdict: Verdict, old: string) => string[] | undefined;

/** What stops a model, gate by gate. A gate without words of its own is told by its reason. */
const STOPPED: Readonly<Record<string, Told>> = {
  improvement: (verdict, old) => (isComparison(verdict) ? plainComparison(verdict, old) : undefined),
  threshold: tellThreshold,
  "non-inferiority": tellNonInferiority,
  slices: tellSlices,
  flips: tellFlips,
  budget: tellBudget,
  freshness: ({ evidence: { date, max_age, of } }) =>
    typeof date === "string"
      ? [
          `What it was trained on is too old: ${of === "run" ? "the training" : String(of)} is of ${date.slice(0, 10)}, and ${String(max_age)} is the most that is allowed.`,
        ]
      : undefined,
  schema: ({ evidence: { differences } }, old) =>
    Array.isArray(differences) && differences.length > 0
      ? [
          `Programs that use ${old} may break with the new model: ${differences.slice(0, 3).join("; ")}${differences.length > 3 ? "; …" : ""}.`,
        ]
      : undefined,
  command: ({ evidence: { command }, reason }) => [
    `The check ${String(command ?? "command")} of this project says no: ${withEnd(reason)}`,
  ],
};

/** A verdict that does not let a model through, in sentences that need no statistics. `old` names the champion. */
export function plainVerdict(verdict: Verdict, old: string): string[] {
  const { gate, status, reason } = verdict;
  if (status === "error") return [`Gate ${gate} could not be computed: ${withEnd(reason)}`];
  const told = Object.hasOwn(STOPPED, gate) ? STOPPED[gate]?.(verdict, old) : undefined;
  if (told !== undefined && (status === "fail" || gate === "improvement")) return told;
  if (status === "not-enough-data") return [`Gate ${gate} has not enough data: ${withEnd(reason)}`];
  return [`Gate ${gate} does not let it through: ${withEnd(reason)}`];
}

/** As a sentence ends. */
export const withEnd = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

function tellThreshold(verdict: Verdict): string[] | undefined {
  const [value, min, max] = ["value", "min", "max"].map((key) => figureOf(verdict, key));
  if (value === undefined) return undefined;
  const [limit, side] = min !== undefined && value < min ? [min, "at least"] : [max, "at most"];
  if (limit === undefined) return undefined;
  const shown = valueText(value, (rounded) => (side === "at least" ? rounded < limit : rounded > limit));
  return [`Its ${metricOf(verdict)} is ${shown}, and ${side} ${limitText(limit)} is asked for.`];
}

function tellNonInferiority(verdict: Verdict, old: string): string[] | undefined {
  const [own, other, margin] = ["candidate", "champion", "margin"].map((key) => figureOf(verdict, key));
  if (own === undefined || other === undefined || margin === undefined) return undefined;
  const metric = metricOf(verdict);
  const aside = isLessBetter(verdict) ? " (less is better)" : "";
  return [
    `${metric} is ${valueText(own)} for the new model and ${valueText(other)} for ${old}${aside}: it gives up ${limitText(margin)} or more, which is more than is allowed.`,
  ];
}

/** The slices that lost more than is allowed, beyond chance; worst first. */
export function failedSlices(verdict: Verdict): SliceFigures[] {
  const sign = isLessBetter(verdict) ? -1 : 1;
  const allowed = figureOf(verdict, "max_drop") ?? 0;
  return slicesOf(verdict)
    .filter(({ estimate, worse }) => worse === true && sign * estimate < -allowed)
    .toSorted((a, b) => sign * (a.estimate - b.estimate));
}

function tellSlices(verdict: Verdict, old: string): string[] | undefined {
  const { by } = verdict.evidence;
  const allowed = figureOf(verdict, "max_drop") ?? 0;
  const [worst, ...others] = failedSlices(verdict);
  if (!worst) return undefined;
  const { slice, examples, candidate, champion } = worst;
  return [
    `Where ${String(by)} is ${slice} (${countText(examples)} examples) it is worse than ${old}: ${metricOf(verdict)} is ${valueText(candidate)}, and was ${valueText(champion)}; a drop of ${limitText(allowed)} is allowed.${others.length > 0 ? ` So it is in ${countText(others.length)} more.` : ""}`,
  ];
}

function tellFlips(verdict: Verdict, old: string): string[] | undefined {
  const [broken, repaired, n, max] = ["negative_flips", "positive_flips", "n", "max"].map((key) =>
    figureOf(verdict, key),
  );
  if (broken === undefined || n === undefined || max === undefined) return undefined;
  const gained = repaired === undefined ? "" : `, and ${countText(repaired)} the other way round`;
  return [
    `Of ${countText(n)} examples it gets ${countText(broken)} wrong that ${old} gets right${gained}: less than ${percentText(max)} is asked for.`,
  ];
}

function tellBudget(verdict: Verdict, old: string): string[] | undefined {
  const figures = ["value", "champion", "max", "min", "max-ratio", "min-ratio"];
  const [value, champion, max, min, maxRatio, minRatio] = figures.map((key) => figureOf(verdict, key));
  if (value === undefined) return undefined;
  const limits = [
    { limit: max, most: true, aside: "" },
    { limit: min, most: false, aside: "" },
    { limit: times(maxRatio, champion), most: true, aside: timesText(maxRatio, old) },
    { limit: times(minRatio, champion), most: false, aside: timesText(minRatio, old) },
  ];
  const broken = limits.find(
    ({ limit, most }) => limit !== undefined && (most ? value > limit : value < limit),
  );
  if (broken?.limit === undefined) return undefined;
  const { limit, most, aside } = broken;
  const shown = valueText(value, (rounded) => (most ? rounded > limit : rounded < limit));
  return [
    `Its ${metricOf(verdict)} is ${shown}: ${most ? "at most" : "at least"} ${aside || limitText(limit)} is allowed.`,
  ];
}

const times = (ratio: number | undefined, of: number | undefined): number | undefined =>
  ratio === undefined || of === undefined ? undefined : ratio * of;

const timesText = (ratio: number | undefined, old: string): string =>
  ratio === undefined ? "" : `${ratio} times that of ${old}`;
