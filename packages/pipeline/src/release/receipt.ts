import { randomUUID } from "node:crypto";
import {
  type DataDigest,
  DECISION_PREDICATE_TYPE,
  type Decision,
  type DecisionPredicate,
  encodeStatement,
  type ModelFile,
  type ModelVersion,
  type Run,
  STATEMENT_TYPE,
} from "@slipway/contract";
import { PipelineError } from "../pipeline-error.js";
import { hashArtifact, modelDigest } from "../receipts/model-files.js";
import type { Receipt } from "../receipts/receipt.js";
import { noSigner } from "../receipts/signer.js";
import type { ModelArtifact } from "./model-artifact.js";
import type { Pool } from "./pool.js";
import type { ReleasePlan } from "./release-plan.js";

/** What a receipt is made of, beside the decision itself. */
export interface ReceiptFacts {
  decision: Decision;
  model: ModelArtifact;
  pool: Pool;
  /** The version that the candidate is registered as already. */
  version: ModelVersion | undefined;
  /** The run that keeps the predictions. */
  home: string;
  /** The artifact of it that they are. */
  predictions: string | undefined;
}

/** A receipt, and the digest of the model that it is about. */
export interface SignedDecision extends Receipt {
  /** The decision's. */
  id: string;
  modelDigest: string;
}

/**
 * Signs a decision before it is carried out. Where no signature was asked for and the model's files cannot be read
 * from here, there is no receipt.
 * @throws PipelineError `server` when a receipt that was asked for cannot be made
 */
export async function signDecision(
  plan: ReleasePlan,
  facts: ReceiptFacts,
): Promise<SignedDecision | undefined> {
  let files: ModelFile[];
  try {
    files = await hashModel(plan, facts.model);
  } catch (error) {
    const why = `the files of ${facts.model.uri} cannot be read: ${(error as Error).message}`;
    if (plan.signer) throw new PipelineError("server", `no receipt can be signed: ${why}`, { cause: error });
    plan.observe({ type: "warning", message: `no receipt is written: ${why}` });
    return undefined;
  }
  const predicate = await predicateOf(plan, facts, files);
  const payload = encodeStatement({
    _type: STATEMENT_TYPE,
    subject: files,
    predicateType: DECISION_PREDICATE_TYPE,
    predicate,
  });
  const receipt = await (plan.signer ?? noSigner).sign(payload);
  return { ...receipt, id: predicate.id, modelDigest: predicate.model_digest };
}

async function hashModel({ connection }: ReleasePlan, { source }: ModelArtifact): Promise<ModelFile[]> {
  const files = await hashArtifact(connection, source);
  if (files.length === 0) throw new Error("there are none");
  return files;
}

async function predicateOf(
  plan: ReleasePlan,
  facts: ReceiptFacts,
  files: ModelFile[],
): Promise<DecisionPredicate> {
  const { decision, model, pool, version } = facts;
  const runId = decision.candidate?.run_id ?? "";
  const shipped = pool.runs.find(({ run }) => run.info.run_id === runId)?.run;
  const { evaluation } = decision;
  const candidate = await predictionsDigest(plan, facts);
  return {
    id: randomUUID(),
    model: plan.model,
    version: version?.version,
    source: model.source,
    run_id: runId,
    model_digest: modelDigest(files),
    expected_champion: decision.champion?.version ?? "",
    ...plan.step.promote,
    outcome: decision.outcome,
    forced: decision.forced,
    created_at: decision.created_at,
    actor: decision.actor,
    commit: decision.commit,
    datasets: shipped ? datasetsOf(shipped) : [],
    examples: evaluation && { digest: evaluation.digest, count: evaluation.examples },
    repeats: repeatsOf(decision, pool),
    predictions: candidate === undefined ? undefined : { candidate },
    verdicts: decision.verdicts,
  };
}

const CONTEXT_TAG = "mlflow.data.context";

const datasetsOf = (run: Run): DataDigest[] =>
  (run.inputs?.dataset_inputs ?? []).map(({ dataset, tags }) => ({
    name: dataset.name,
    digest: dataset.digest,
    context: tags.find(({ key }) => key === CONTEXT_TAG)?.value,
  }));

/** The winning configuration's runs, each with the whole of its cell: what it was seeded with is in there. */
function repeatsOf({ selection, candidate }: Decision, pool: Pool): DecisionPredicate["repeats"] {
  const winner = selection?.configurations.find(({ label }) => label === selection.selected);
  const cells = new Map(pool.runs.map(({ run, cell }) => [run.info.run_id, cell ?? {}]));
  return (winner?.runs ?? [])
    .filter(({ run_id }) => run_id !== "")
    .map(({ run_id }) => ({
      run_id,
      cell: Object.fromEntries(
        Object.entries(cells.get(run_id) ?? {}).map(([key, value]) => [key, String(value)]),
      ),
      shipped: run_id === candidate?.run_id,
    }));
}

async function predictionsDigest(
  { connection }: ReleasePlan,
  { home, predictions }: ReceiptFacts,
): Promise<string | undefined> {
  if (predictions === undefined) return undefined;
  const [file] = await hashArtifact(connection, `runs:/${home}/${predictions}`);
  return file?.digest.sha256;
}
