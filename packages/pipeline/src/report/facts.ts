import type { Decision } from "@slipway/contract";
import { championText, evaluationText, meanText } from "./decision-text.js";
import type { Fact } from "./report.js";

/** What was released, against what, from where and by whom. */
export function factsOf(decision: Decision): Fact[] {
  const { selection, candidate, champion, evaluation, promotion, commit, actor } = decision;
  const chosen = selection?.configurations.find(({ label }) => label === selection.selected);
  return [
    ...(promotion ? [fact("Promoted", promotionText(decision))] : []),
    fact("Champion before", championText(decision)),
    ...(chosen && selection
      ? [fact("Configuration", `${chosen.label}, ${selection.metric} ${meanText(chosen, selection.rule)}`)]
      : []),
    ...(evaluation ? [fact("Evaluated", evaluationText(evaluation, champion !== undefined))] : []),
    ...(candidate ? [code("Model", candidate.model_uri), code("Source", candidate.source)] : []),
    ...(commit ? [code("Commit", commit.sha), ...branchFact(decision)] : []),
    ...(decision.build_run_id ? [code("Build", decision.build_run_id)] : []),
    ...(evaluation?.digest ? [code("Held-out examples", evaluation.digest)] : []),
    ...receiptFacts(decision),
    fact("By", `${actor.name}${actor.verified ? "" : ` (as ${actor.source} says)`}`),
    fact("At", new Date(Number(decision.created_at)).toISOString().replace(/\.\d+Z$/, "Z")),
  ];
}

const fact = (name: string, text: string): Fact => ({ name, text, code: false });
const code = (name: string, text: string): Fact => ({ name, text, code: true });

function receiptFacts({ receipt, model, promotion }: Decision): Fact[] {
  if (!receipt) return [];
  return [
    fact("Signed by", receipt.signer ?? "nobody"),
    code("Model digest", receipt.model_digest),
    code("Receipt", receipt.uri),
    ...(promotion ? [code("Check it with", `slipway verify models:/${model}/${promotion.version}`)] : []),
  ];
}

const branchFact = ({ commit }: Decision): Fact[] => (commit?.branch ? [fact("Branch", commit.branch)] : []);

function promotionText({ model, promotion }: Decision): string {
  const { version = "", stage, alias, archived = [] } = promotion ?? {};
  const places = [stage, alias && `alias ${alias}`].filter(Boolean).join(", ");
  const before = archived.length > 0 ? `; archived: version ${archived.join(", ")}` : "";
  return `${model} version ${version}${places ? ` (${places})` : ""}${before}`;
}
