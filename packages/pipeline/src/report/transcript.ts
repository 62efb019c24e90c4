import type { Configuration, Decision, Evaluation, Selection } from "@slipway/contract";
import { countText, valueText } from "../gates/verdict-text.js";
import type { ReleaseResult } from "../release/decide.js";

/** Width of the names in the first column. */
const NAME_WIDTH = 18;
const GATE_WIDTH = 12;
const STATUS_WIDTH = 8;

/** What a release prints at its end, line by line: what was chosen, against what, and what came of it. */
export function transcript({ decision, archived }: ReleaseResult): string[] {
  const { selection, candidate, champion, evaluation } = decision;
  const runs = selection?.configurations.flatMap((one) => one.runs.filter(({ run_id }) => run_id)) ?? [];
  return [
    line("Experiment IDs:", `[${decision.experiment_ids.map((id) => `'${id}'`).join(", ")}]`),
    ...(selection
      ? [
          line("Candidates:", counts(runs.length, selection.configurations.length)),
          line("Selected by:", selectionText(selection)),
          line("Run ID:", `${selection.run_id} (${selection.rule})`),
        ]
      : []),
    ...(candidate ? [line("Model URI:", candidate.model_uri), line("Model source:", candidate.source)] : []),
    line("Champion:", championText(decision)),
    ...(evaluation ? [line("Evaluated:", evaluationText(evaluation, champion !== undefined))] : []),
    ...decision.verdicts.map(
      ({ gate, status, reason }) =>
        `Gate ${gate.padEnd(GATE_WIDTH)} ${status.padEnd(STATUS_WIDTH - 1)} ${reason}`,
    ),
    ...archived.map(({ name, version, run_id = "" }) =>
      line(
        "Archiving",
        `name=${name} version=${version} run_id=${run_id} current_stage="${decision.promotion?.stage ?? ""}"`,
      ),
    ),
    ...outcomeLines(decision),
  ];
}

const line = (name: string, text: string): string => `${name.padEnd(NAME_WIDTH)}${text}`;

const counts = (runs: number, configurations: number): string =>
  `${countText(runs)} run${runs === 1 ? "" : "s"}, ${countText(configurations)} configuration${configurations === 1 ? "" : "s"}`;

function selectionText({ metric, selected, configurations, rule }: Selection): string {
  const configuration = configurations.find(({ label }) => label === selected);
  if (!configuration) return `${metric}    ${selected}`;
  return `${metric} ${meanText(configuration, rule)}    ${selected}`;
}

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
  const values = Object.entries(evaluation.candidate).map(([metric, value]) => {
    const other = evaluation.champion?.[metric];
    return `${metric} ${valueText(value)}${other === undefined ? "" : `, champion ${valueText(other)}`}`;
  });
  const on = evaluation.paired ? "on the same" : "on";
  const kept = evaluation.champion_predictions === "kept" ? " (the champion's predictions were kept)" : "";
  const alone = hasChampion && !evaluation.paired ? "; the champion was not evaluated" : "";
  return `${[...values, `${on} ${examples}`].join(", ")}${kept}${alone}`;
}

function outcomeLines({ outcome, reason, forced, model, promotion }: Decision): string[] {
  const why = forced === undefined ? [] : [line("Forced", `${forced} (${reason})`)];
  if (!promotion) return [...why, line(outcome === "refused" ? "Refused" : "Held", reason)];
  const { version, stage, alias, guarantee } = promotion;
  const where = `${stage ? ` stage=${stage}` : ""}${alias ? ` alias=${alias}` : ""}`;
  const note =
    guarantee === "atomic"
      ? []
      : [line("Guarantee", "check-then-act: this server cannot promote in one step")];
  return [...why, line("Promoted", `name=${model} version=${version}${where}`), ...note];
}
