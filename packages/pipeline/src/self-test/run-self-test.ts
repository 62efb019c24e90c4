import type { Evaluation } from "@slipway/contract";
import type { Connection } from "@slipway/sdk";
import { asPipelineError } from "../as-pipeline-error.js";
import { baseEnvironment } from "../build/command-environment.js";
import { secretsOf } from "../build/secret-mask.js";
import { IdColumn } from "../evaluation/columns/id-column.js";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import { pairPredictions } from "../evaluation/pair-predictions.js";
import type { Predictions } from "../evaluation/predictions.js";
import { spoilRows } from "../evaluation/spoil-rows.js";
import { takeRows } from "../evaluation/take-rows.js";
import type { ReleaseStep, SlipwayFile } from "../file/slipway-file.js";
import { type AnyGate, gates } from "../gates/index.js";
import { type SelfTestCheck, type SelfTestRows, selfTest } from "../gates/self-test.js";
import type { Environment } from "../git/branch.js";
import { openConnection } from "../open-connection.js";
import { PipelineError } from "../pipeline-error.js";
import { noObserver, type Observer } from "../progress.js";
import { withTemporaryFolder } from "../receipts/temporary-folder.js";
import { prepareEvaluation } from "../release/evidence.js";
import { watchOf } from "../release/gate-candidate.js";
import { type NeedsPlan, withNeeds } from "../release/gate-needs.js";
import { isSealed } from "../release/sealing.js";
import { type EvaluatedTwice, evaluateTwice } from "./evaluate-twice.js";
import { findSubject, type Subject } from "./subject.js";

export interface SelfTestOptions {
  file: SlipwayFile;
  trackingUri: string;
  /** Whose model is evaluated; the champion, or else the newest finished run, unless given. */
  runId?: string | undefined;
  environment?: Environment;
  observe?: Observer;
  signal?: AbortSignal;
}

/** What a file's gates make of what its evaluate command writes. */
export interface SelfTestResult {
  /** Which model was evaluated. */
  model: string;
  examples: Evaluation["examples"];
  /** Whether nothing failed. */
  ok: boolean;
  /** Of the rows themselves. */
  evaluate: SelfTestCheck[];
  gates: TestedGate[];
}

interface TestedGate {
  gate: string;
  /** What it is asked, as in the file. */
  parameters: Record<string, unknown>;
  checks: SelfTestCheck[];
}

/**
 * Evaluates one model twice with the file's own command, and puts its rows through every gate of the file in the
 * forms of the gate self-test: against itself, against itself spoiled, swapped, shuffled, with NaN, with none. Nothing
 * is recorded, and no look at a test set is taken: what is compared is one model, and of a sealed set no ruling is told.
 * @throws PipelineError `usage` when there is no model or no evaluate command, `step` when it fails, `server`,
 * `interrupted`
 */
export async function runSelfTest(options: SelfTestOptions): Promise<SelfTestResult> {
  const signal = options.signal ?? new AbortController().signal;
  try {
    return await withTemporaryFolder((folder) => carryOut({ ...options, signal }, folder));
  } catch (error) {
    throw asPipelineError(error, signal);
  }
}

type Ready = SlipwayFile & Pick<Required<SlipwayFile>, "release" | "model">;

async function carryOut(
  options: SelfTestOptions & { signal: AbortSignal },
  folder: string,
): Promise<SelfTestResult> {
  const { file } = options;
  const { release: step, model } = file;
  if (!step || model === undefined || step.evaluate === undefined) {
    throw new PipelineError(
      "usage",
      `${file.path} has no \`release.evaluate\`, so gates see no rows to be tried on`,
    );
  }
  const ready: Ready = { ...file, release: step, model };
  const connection = openConnection(options.trackingUri);
  const subject = await findSubject(connection.client, ready, options.runId);
  const plan = planOf(options, connection, step, subject.run?.info.experiment_id ?? "");
  await prepareEvaluation({ ...plan, prepare: file.build }, undefined);
  const twice = await evaluateTwice(plan, step.evaluate, subject, folder);
  const { predictions } = twice.first;
  const evaluate = [twice.check, refusesOthers(predictions)];
  const rows = await rowsFor(plan, subject, twice, folder);
  const tested: TestedGate[] = [];
  for (const { name, parameters } of step.gates) {
    options.signal.throwIfAborted();
    const checks = await tryGate(gates[name] as AnyGate, parameters, watched(rows, watchOf(plan, name)));
    plan.observe({ type: "gate-progress", gate: name, share: 1 });
    tested.push({ gate: name, parameters, checks: isSealed(plan) ? checks.map(sealed) : checks });
  }
  return {
    model: subject.label,
    examples: predictions.ids.length,
    ok: [...evaluate, ...tested.flatMap(({ checks }) => checks)].every(({ status }) => status !== "fail"),
    evaluate,
    gates: tested,
  };
}

function planOf(
  {
    file,
    trackingUri,
    environment = process.env,
    observe = noObserver,
    signal,
  }: SelfTestOptions & {
    signal: AbortSignal;
  },
  connection: Connection,
  step: ReleaseStep,
  experimentId: string,
): NeedsPlan {
  return {
    connection,
    step,
    directory: file.directory,
    commandEnvironment: baseEnvironment({ environment, trackingUri, experimentId, step: file.build }),
    secrets: secretsOf({ ...environment, MLFLOW_TRACKING_URI: trackingUri }),
    // What a command prints of a sealed set is for nobody.
    dryRun: !isSealed({ step }),
    observe,
    signal,
  };
}

/** The rows that gates are tried on, with what the gates of the file need to know of the model beyond them. */
async function rowsFor(
  plan: NeedsPlan,
  { model, run }: Subject,
  { first, again }: EvaluatedTwice,
  folder: string,
): Promise<SelfTestRows> {
  const { files, reported } = first;
  // Messages name the file of the rows; this one is in a folder that is gone when they are read.
  const predictions = { ...first.predictions, source: "evaluate" };
  const logged = Object.fromEntries((run?.data.metrics ?? []).map(({ key, value }) => [key, value]));
  const measured = { logged, reported, files, ...(run && { run }) };
  const evidence = await withNeeds(
    plan,
    {
      candidate: measured,
      repeats: { metric: "", values: [] },
      configurationsCompared: 1,
      sameExamplesAsSelection: false,
      seed: 1,
      now: Date.now(),
    },
    { model, champion: undefined, home: "", folder },
  );
  const { candidate, run: runCommand, now } = evidence;
  return {
    better: predictions,
    worse: spoilRows(predictions),
    ...(again && { again }),
    mustPass: false,
    facts: { candidate, champion: candidate, evidence: { now, ...(runCommand && { run: runCommand }) } },
  };
}

const watched = (rows: SelfTestRows, watch: (share: number) => void): SelfTestRows => ({
  ...rows,
  ...(rows.facts && { facts: { ...rows.facts, evidence: { ...rows.facts.evidence, watch } } }),
});

async function tryGate(gate: AnyGate, parameters: Record<string, unknown>, rows: SelfTestRows) {
  if (!gate.needs?.(parameters).includes("champion-repeats")) return selfTest(gate, parameters, rows);
  const reason = "it compares repeats by a logged metric, and sees nothing of what `evaluate` writes";
  return [{ form: "sound evidence", status: "unknown", reason } satisfies SelfTestCheck];
}

/** Rows of other examples must never be compared. */
function refusesOthers(rows: Predictions): SelfTestCheck {
  const form = "other ids";
  const some = takeRows(
    rows,
    Uint32Array.from({ length: Math.min(rows.ids.length, 1000) }, (_, row) => row),
  );
  const ids = IdColumn.of(Array.from({ length: some.ids.length }, (_, row) => `other ${row}`));
  try {
    pairPredictions(some, { ...some, source: "rows of other examples", ids });
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { form, status: "pass", reason: "refused before any gate sees them" };
  }
  return { form, status: "fail", reason: "rows of other examples were paired" };
}

/** A check without what the gate said, which would tell of the examples. */
const sealed = ({ form, status }: SelfTestCheck): SelfTestCheck => ({
  form,
  status,
  reason:
    status === "pass"
      ? "as it must be; what it said is sealed"
      : status === "fail"
        ? "not as it must be; what it said is sealed: try it on other examples"
        : "these rows do not show it",
});
