import type { Configuration, Decision, Evaluation } from "@slipway/contract";
import { countText, valueText } from "../gates/verdict-text.js";

/** `0.8741 ± 0.0041 (5 seeds)`; what is repeated is named as in the rule: `the median of its seeds`. */
export function meanText({ mean, spread, runs }: Configuration, rule: string): string {
  if (mean === undefined) return "n/a";
  if (spread === undefined) return valueText(mean);
  const repeated = /of its (?:\d+ )?(\w+)$/.exec(rule)?.[1] ?? "repeats";
  const finished = runs.filter(({ status, value }) => status === "FINISHED" && value !== undefined).length;
  return `${valueText(mean)} ± ${valueText(spread)} (${finished} ${repeated})`;
}

export function championText({ model, champion }: Decision): string {
  if (!champion) return "none";
  const stage = champion.stage && champion.stage !== "None" ? ` (${champion.stage})` : "";
  return `${model} version ${champion.version}${stage}`;
}

export function evaluationText(evaluation: Evaluation, hasChampion: boolean): string {
  const examples = `${countText(Number(evaluation.examples))} held-out example${Number(evaluation.examples) === 1 ? "" : "s"}`;
  const champion = new Map(Object.entries(evaluation.champion ?? {}));
  const values = Object.entries(evaluation.candidate).map(([metric, value]) => {
    const other = champion.get(metric);
    return `${metric} ${valueText(value)}${other === undefined ? "" : `, champion ${valueText(other)}`}`;
  });
  const on = evaluation.paired ? "on the same" : "on";
  const kept = evaluation.champion_predictions === "kept" ? " (the champion's predictions were kept)" : "";
  const alone = hasChampion && !evaluation.paired ? "; the champion was not evaluated" : "";
  return `${[...values, `${on} ${examples}`].join(", ")}${kept}${alone}`;
}
