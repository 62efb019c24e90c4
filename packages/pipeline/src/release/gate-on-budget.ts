import { createHash } from "node:crypto";
import {
  type Evaluation,
  looksLeft,
  modelsOf,
  type TestSet,
  type TestSetUse,
  type Verdict,
} from "@slipway/contract";
import { uploadTo } from "@slipway/sdk";
import type { TestSetStep } from "../file/slipway-file.js";
import type { TestSetLevel } from "../gates/gate.js";
import { PipelineError } from "../pipeline-error.js";
import type { Ledger } from "../test-sets/ledger.js";
import { openLedger } from "../test-sets/open-ledger.js";
import { SEALED, sealedFolder, sealText } from "../test-sets/seal.js";
import type { Measurements } from "./evidence.js";
import { keepExamples } from "./keep-examples.js";
import { keepRows } from "./keep-rows.js";
import type { ModelArtifact } from "./model-artifact.js";
import type { ReleasePlan } from "./release-plan.js";
import { lookVerdict, sealedEvaluation, sealedVerdicts } from "./sealing.js";
import { type Looked, takeLook } from "./take-look.js";

/** What looks at a test set. */
export interface LookSubject {
  runId: string;
  model: ModelArtifact;
  /** The version that it is compared with. */
  champion: string | undefined;
  /** The run that keeps evidence. */
  home: string;
}

/** What a look came to, as far as it may be seen. */
export interface LookResult {
  verdicts: Verdict[];
  evaluation: Evaluation;
  testSet?: TestSetUse;
  predictions?: string;
}

type Measured = Measurements & { evaluation: Evaluation };

/**
 * Lets the gates rule on a budgeted test set. The look is taken before they do, and how it ended is on record before
 * anyone is told, so that neither a crash nor a second try gives one away. What they saw is kept sealed.
 * @param rule lets every gate rule at the level that the budget asks for
 * @throws PipelineError `usage` when the file names a set that these examples are not
 */
export async function gateOnBudget(
  plan: ReleasePlan,
  step: TestSetStep,
  measured: Measured,
  subject: LookSubject,
  rule: (level: TestSetLevel) => Promise<Verdict[]>,
): Promise<LookResult> {
  const ledger = openLedger(plan.connection.client, plan.atomic);
  const looked = await takeLook(ledger, lookOf(plan, step, measured, subject), rule);
  if ("refused" in looked) return usedUp(ledger, step, measured, looked);
  return show(plan, ledger, { ...looked, measured, subject });
}

/** The same candidate against the same champion by the same gates on the same examples is one decision. */
function decisionIdOf(plan: ReleasePlan, { evaluation }: Measured, subject: LookSubject): string {
  const question = [
    evaluation.digest,
    plan.model,
    subject.runId,
    subject.model.source,
    subject.champion ?? null,
    plan.step.gates,
  ];
  return createHash("sha256").update(JSON.stringify(question)).digest("hex");
}

const lookOf = (plan: ReleasePlan, step: TestSetStep, measured: Measured, subject: LookSubject) => ({
  ...step,
  digest: measured.evaluation.digest,
  examples: Number(measured.evaluation.examples),
  decision_id: decisionIdOf(plan, measured, subject),
  model: plan.model,
  ...(subject.champion !== undefined && { champion: subject.champion }),
  run_id: subject.home,
  ...(plan.commit && { commit: plan.commit.sha }),
  actor: plan.actor.name,
});

/** A set with no look left refuses, and shows nothing of what was measured. */
async function usedUp(
  ledger: Ledger,
  step: TestSetStep,
  { evaluation }: Measured,
  { refused, mistaken }: { refused: string; mistaken: boolean },
): Promise<LookResult> {
  if (mistaken) throw new PipelineError("usage", refused);
  const set = (await ledger.list()).find(({ digest }) => digest === evaluation.digest);
  const verdict: Verdict = {
    gate: "test-set",
    status: "fail",
    required: true,
    reason: refused,
    evidence: {},
  };
  const sealed = step.reveal === "sealed";
  return {
    verdicts: [verdict],
    evaluation: sealedEvaluation(evaluation),
    ...(set && { testSet: { ...useOf(ledger, set, ""), sealed } }),
  };
}

interface Ended extends Looked {
  measured: Measured;
  subject: LookSubject;
}

async function show(plan: ReleasePlan, ledger: Ledger, look: Ended): Promise<LookResult> {
  const { verdicts, measured, subject, passed, test_set: set, look: taken } = look;
  const use = useOf(ledger, set, taken.decision_id);
  const rows = measured.evidence.candidate.files?.predictions;
  if (!use.sealed) {
    const predictions = await keepRows(plan, rows, subject.home);
    return {
      verdicts: [...verdicts, lookVerdict(use, passed)],
      evaluation: await keepExamples(plan, measured.evidence, measured.evaluation, subject.home),
      testSet: use,
      ...(predictions && { predictions }),
    };
  }
  const predictions = await keepRows(plan, rows, subject.home, taken);
  const evidence = await keepEvidence(plan, look);
  return {
    verdicts: sealedVerdicts(verdicts, use, passed),
    evaluation: sealedEvaluation(measured.evaluation),
    testSet: { ...use, evidence },
    ...(predictions && { predictions }),
  };
}

/** Keeps what the gates saw and said, encrypted. @returns its URI */
async function keepEvidence(
  plan: ReleasePlan,
  { verdicts, measured, subject, look }: Ended,
): Promise<string> {
  const { decision_id, recipient } = look;
  const path = `${sealedFolder(decision_id)}/evidence.json${SEALED}`;
  const text = JSON.stringify({ decision_id, verdicts, evaluation: measured.evaluation }, exact, 2);
  const content = await sealText(text, recipient);
  await uploadTo(plan.connection, `runs:/${subject.home}`, path, { content });
  return `runs:/${subject.home}/${path}`;
}

const exact = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

function useOf(ledger: Ledger, set: TestSet, decisionId: string): TestSetUse {
  const look = set.spent.find(({ decision_id }) => decision_id === decisionId);
  const { name, digest, looks, adaptivity, passes, reliability, retired_reason } = set;
  return {
    name,
    digest,
    decision_id: decisionId,
    look: look?.number ?? 0,
    looks,
    left: looksLeft(set),
    adaptivity,
    passes,
    reliability,
    models: modelsOf(set),
    sealed: set.retired_at === undefined && look?.revealed !== true,
    revealed: set.spent.filter(({ revealed }) => revealed).length,
    retired: retired_reason,
    guarantee: ledger.guarantee,
  };
}
