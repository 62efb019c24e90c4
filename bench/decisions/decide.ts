import type { TestSetTerms, Verdict } from "@slipway/contract";
import { pairPredictions } from "../../packages/pipeline/src/evaluation/pair-predictions.js";
import { applyGate } from "../../packages/pipeline/src/gates/apply-gate.js";
import type { Evidence } from "../../packages/pipeline/src/gates/gate.js";
import { evidenceOf } from "../../packages/pipeline/src/release/evidence.js";
import { judge } from "../../packages/pipeline/src/release/judge.js";
import { select } from "../../packages/pipeline/src/release/select.js";
import { takeLook } from "../../packages/pipeline/src/release/take-look.js";
import type { Random } from "../../packages/pipeline/src/statistics/random.js";
import type { Ledger } from "../../packages/pipeline/src/test-sets/ledger.js";
import { type Answers, accuracyOf, drawAccuracy, EXAMPLES, rowsOf, trainingRun } from "./world.js";

/** How one gate rules; the release's own unless a test puts a broken one in its place. */
export type Rule = typeof applyGate;

const GATE = { metric: "accuracy", "min-delta": 0, confidence: 0.95 };
const SEEDS = [1, 2, 3];

/** What there is to choose from, and what it is compared with. */
export interface Push {
  /** How the candidates answer the test set. */
  candidates: readonly Answers[];
  champion: Answers;
  /** By how much every candidate is better in truth. */
  gain?: number;
  /** Whether candidates are selected on the very examples that the gate looks at, and whether it knows. */
  sameRows?: "known" | "not known";
  rule?: Rule;
}

/** Selects by validation accuracy over three seeds each, as `slipway release` does, and gathers its evidence. */
function gather(random: Random, { candidates, champion, gain = 0, sameRows }: Push): Evidence {
  const cells = candidates.flatMap((_, model) => SEEDS.map((seed) => ({ model, seed })));
  const pool = cells.map((cell, index) => {
    const runId = `${index.toString(16).padStart(4, "0")}${random.next().toString(16).padStart(8, "0")}`;
    const own = accuracyOf(candidates[cell.model] as Answers);
    return { run: trainingRun(runId, sameRows ? own : drawAccuracy(random, gain)), cell };
  });
  const options = { metric: "val_accuracy", goal: "maximize", repeatOver: ["seed"], planned: cells } as const;
  const selected = select(pool, options);
  if (!selected.selection) throw new Error(selected.reason);
  const cell = pool.find(({ run }) => run === selected.run)?.cell;
  const answers = candidates[cell?.model ?? -1] as Answers;
  const paired = pairPredictions(rowsOf(answers), rowsOf(champion));
  const evidence = evidenceOf(selected, sameRows !== "known");
  return {
    ...evidence,
    candidate: { ...evidence.candidate, predictions: paired.candidate },
    champion: { logged: {}, reported: {}, predictions: paired.champion },
    paired,
  };
}

/** Whether a release without a budget promotes. */
export async function releases(random: Random, push: Push): Promise<boolean> {
  return promotes(await ruleOn(gather(random, push), push.rule));
}

const promotes = (verdicts: Verdict[]): boolean => judge(verdicts).outcome === "promoted";

const ruleOn = async (evidence: Evidence, rule: Rule = applyGate): Promise<Verdict[]> => [
  await rule("improvement", GATE, evidence),
];

/** Whether a release on a budget promotes; undefined when the test set serves no decision any more. */
export async function releasesOnBudget(
  random: Random,
  push: Push,
  ledger: Ledger,
  terms: TestSetTerms,
): Promise<boolean | undefined> {
  const evidence = gather(random, push);
  const look = {
    ...terms,
    name: "simulated",
    digest: evidence.paired?.digest ?? "",
    examples: EXAMPLES,
    decision_id: evidence.candidate.run?.info.run_id ?? "",
    model: "simulated",
    champion: "1",
    run_id: "",
    actor: "nobody",
  };
  const looked = await takeLook(ledger, look, (testSet) => ruleOn({ ...evidence, testSet }, push.rule));
  return "refused" in looked ? undefined : looked.passed;
}
