import type { Decision, Selection, Verdict } from "@slipway/contract";
import { answerOf } from "../explain/answer.js";
import { whyOf } from "../explain/why.js";
import { countText } from "../gates/verdict-text.js";
import type { ReleaseResult } from "../release/decide.js";
import { championText, evaluationText, meanText } from "./decision-text.js";
import { headline } from "./report.js";

/** Width of the names in the first column. */
const NAME_WIDTH = 18;
const GATE_WIDTH = 12;
const STATUS_WIDTH = 7;

/**
 * What a release prints at its end, line by line: what was chosen, against what, whether that is safe to promote, and
 * what came of it.
 */
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
    ...testSetLines(decision),
    ...answerLines(decision),
    ...gateLines(decision.verdicts),
    ...receiptLines(decision),
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

/** Long names and statuses widen the columns of all gates. */
function gateLines(verdicts: readonly Verdict[]): string[] {
  const gateWidth = Math.max(GATE_WIDTH, ...verdicts.map(({ gate }) => gate.length));
  const statusWidth = Math.max(STATUS_WIDTH, ...verdicts.map(({ status }) => status.length));
  return verdicts.map(
    ({ gate, status, reason }) => `Gate ${gate.padEnd(gateWidth)} ${status.padEnd(statusWidth)} ${reason}`,
  );
}

const counts = (runs: number, configurations: number): string =>
  `${countText(runs)} run${runs === 1 ? "" : "s"}, ${countText(configurations)} configuration${configurations === 1 ? "" : "s"}`;

function selectionText({ metric, selected, configurations, rule }: Selection): string {
  const configuration = configurations.find(({ label }) => label === selected);
  if (!configuration) return `${metric}    ${selected}`;
  return `${metric} ${meanText(configuration, rule)}    ${selected}`;
}

/** The report's first line and first sentence; not a sentence that only repeats what another line says. */
function answerLines(decision: Decision): string[] {
  const [sentence = ""] = whyOf(decision);
  const shown = sentence.toLowerCase();
  const said = [decision.reason, ...decision.verdicts.map(({ reason }) => reason)];
  const repeats = said.some((reason) => reason !== "" && shown.includes(reason.toLowerCase()));
  return [
    headline({ answer: answerOf(decision) }),
    ...(sentence === "" || repeats ? [] : [line("", sentence)]),
  ];
}

function testSetLines({ test_set: use }: Decision): string[] {
  if (!use) return [];
  const retired = use.retired === undefined ? "" : `; retired: ${use.retired}`;
  const sealed = use.sealed ? "; its figures are sealed" : "";
  return [
    line("Test set:", `${use.name}, look ${use.look} of ${use.looks}, ${use.left} left${sealed}${retired}`),
  ];
}

function receiptLines({ receipt }: Decision): string[] {
  if (!receipt) return [];
  const { model_digest, signer } = receipt;
  return [line("Receipt:", `model sha256:${model_digest}, signed by ${signer ?? "nobody"}`)];
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
