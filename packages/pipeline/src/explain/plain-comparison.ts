import { figureOf, intervalOf, isLessBetter, metricOf, type Verdict } from "@slipway/contract";
import { countText, percentText, valueText } from "../gates/verdict-text.js";
import { isWeak } from "./answer.js";
import { chanceText } from "./plain-chance.js";

/** A verdict on two models, in sentences that need no statistics. `old` names the champion. */
export function plainComparison(verdict: Verdict, old: string): string[] {
  return [resultOf(verdict, old), ...chanceOf(verdict), ...settling(verdict)];
}

function resultOf(verdict: Verdict, old: string): string {
  const [gained, lost, n] = ["b", "c", "n"].map((key) => figureOf(verdict, key));
  if (gained !== undefined && lost !== undefined && n !== undefined && metricOf(verdict) === "accuracy")
    return `The new model got ${moreOrFewer(gained - lost, n)} held-out examples right ${gained === lost ? "as" : "than"} ${old}.`;
  const metric = metricOf(verdict);
  const [own, other, estimate] = ["candidate", "champion", "estimate"].map((key) => figureOf(verdict, key));
  if (own === undefined || other === undefined)
    return `The new model's ${metric} differs by ${magnitude(estimate ?? 0)} from that of ${old}.`;
  const values = `${metric} is ${valueText(own)} for the new model and ${valueText(other)} for ${old}`;
  const where = isWeak(verdict)
    ? "As their runs logged it, "
    : n === undefined
      ? ""
      : `On the same ${countText(n)} held-out examples, `;
  return `${where}${values}: ${direction(estimate ?? own - other, isLessBetter(verdict))}.`;
}

const moreOrFewer = (difference: number, n: number): string =>
  difference === 0
    ? `as many of ${countText(n)}`
    : `${countText(Math.abs(difference))} ${difference > 0 ? "more" : "fewer"} of ${countText(n)}`;

function direction(estimate: number, lessIsBetter: boolean): string {
  if (estimate === 0) return "no difference";
  const better = estimate > 0 !== lessIsBetter;
  const aside = lessIsBetter ? " (less is better)" : "";
  return `${better ? "better" : "worse"} by ${magnitude(estimate)}${aside}`;
}

/** Four decimals, or as many as it takes not to show a difference as none. */
const magnitude = (value: number): string =>
  valueText(Math.abs(value), (shown) => value === 0 || shown !== 0);

function chanceOf(verdict: Verdict): string[] {
  if (isWeak(verdict))
    return [
      "Nothing is known of single examples, or whether both were measured on the same data: weak evidence.",
    ];
  if (verdict.status === "not-enough-data")
    return ["That is too little to tell a real difference from chance."];
  if (figureOf(verdict, "differing") === 0)
    return ["Both answer alike on every one of them: there is nothing to choose between them."];
  if (verdict.status === "pass") return [surety(verdict)];
  return [verdict.required && isWorse(verdict) ? worse(verdict) : notBetter(verdict)];
}

const isWorse = (verdict: Verdict): boolean =>
  (figureOf(verdict, "estimate") ?? 0) > 0 === isLessBetter(verdict);

function surety(verdict: Verdict): string {
  const p = figureOf(verdict, "p");
  const minDelta = figureOf(verdict, "min_delta") ?? 0;
  if (p !== undefined && minDelta === 0)
    return `If the two were equally good, a difference this large would arise by chance ${chanceText(p)}.`;
  const [low, high] = intervalOf(verdict) ?? [null, null];
  const least = isLessBetter(verdict) ? high : low;
  const confidence = percentText(figureOf(verdict, "confidence") ?? 0.95);
  const asked = minDelta > 0 ? `; more than ${magnitude(minDelta)} was asked for` : "";
  if (least === null) return `It is better by more than chance explains${asked}.`;
  return `With ${confidence} confidence it is better by at least ${magnitude(least)}${asked}.`;
}

function worse(verdict: Verdict): string {
  const p = figureOf(verdict, "p_worse");
  const chance = p === undefined ? "" : `: if the two were equally good, that would happen ${chanceText(p)}`;
  return `It is worse, by more than chance explains${chance}.`;
}

function notBetter(verdict: Verdict): string {
  const p = figureOf(verdict, "p");
  const minDelta = figureOf(verdict, "min_delta") ?? 0;
  const wanted = minDelta > 0 ? `better by more than ${magnitude(minDelta)}` : "better";
  if (isWorse(verdict) || figureOf(verdict, "estimate") === 0) return `So it is not ${wanted}.`;
  if (p === undefined || minDelta > 0) return `That is too little to call it ${wanted}.`;
  return `That is too little to call it better: if the two were equally good, a difference this large would arise by chance ${chanceText(p)}.`;
}

/** What would settle it, for a verdict that left something open. */
function settling(verdict: Verdict): string[] {
  if (verdict.status === "pass" || (verdict.required && isWorse(verdict))) return [];
  const [examples, repeats, detectable] = [
    "examples_to_settle",
    "repeats_to_settle",
    "minimum_detectable_effect",
  ].map((key) => figureOf(verdict, key));
  const found =
    detectable === undefined || figureOf(verdict, "differing") === 0
      ? []
      : [
          `With these examples, a true difference of ${magnitude(detectable)} or more would be found 4 times out of 5.`,
        ];
  if (repeats !== undefined) return [...found, `About ${countText(repeats)} repeats would settle it.`];
  if (examples === undefined) return found;
  return [...found, `About ${countText(examples)} examples like these would settle it.`];
}
