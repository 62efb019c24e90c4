import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { downloadFrom } from "@slipway/sdk";
import { OutputTail } from "../build/output-tail.js";
import { runKeptCommand } from "../build/run-kept-command.js";
import { EvaluationError } from "../evaluation/evaluation-error.js";
import type { Predictions } from "../evaluation/predictions.js";
import { readPredictions } from "../evaluation/read-predictions.js";
import { executors } from "../executors/index.js";
import { fill } from "../file/expression.js";
import type { ModelFiles } from "../gates/gate.js";
import { PipelineError } from "../pipeline-error.js";
import type { ReleasePlan } from "./release-plan.js";
import { reportedOf } from "./reported.js";
import { isSealed } from "./sealing.js";
import { isMissing } from "./server-kind.js";

export interface EvaluatedModel {
  predictions: Predictions;
  files: Required<ModelFiles>;
  /** {@link reportedOf} it. */
  reported: Record<string, number>;
}

/** What an evaluation needs to know of a release. */
export type EvaluationPlan = Pick<
  ReleasePlan,
  "connection" | "step" | "directory" | "commandEnvironment" | "secrets" | "observe" | "signal"
>;

/** A model to evaluate. */
export interface ModelToEvaluate {
  role: "candidate" | "champion";
  /** For people, e.g. `NewsGroup version 3`. */
  label: string;
  /** URI of its files. */
  uri: string;
}

/**
 * Downloads a model and lets the evaluate command score it.
 * @param folder where its files and its predictions are put; it is made
 * @param keepIn the run that keeps the command's output; absent, none
 * @throws PipelineError `step` when the command fails or writes no predictions that can be read
 */
export async function evaluateModel(
  plan: EvaluationPlan,
  command: string,
  model: ModelToEvaluate,
  folder: string,
  keepIn: string | undefined,
): Promise<EvaluatedModel> {
  const start = Date.now();
  plan.observe({ type: "evaluation-started", model: model.role, label: model.label });
  await mkdir(folder, { recursive: true });
  const path = await download(plan, model, join(folder, "model"));
  const output = join(folder, "predictions.csv");
  // A file that an earlier try left must not pass for what this one wrote.
  await rm(output, { force: true });
  const metrics = join(folder, "metrics.json");
  await rm(metrics, { force: true });
  const filled = fill(command, { model: { path }, output, metrics });
  await runEvaluate(plan, model, filled, keepIn);
  const written = await nameByContent(plan, model, output, filled);
  try {
    const predictions = { ...(await readPredictions(written)), source: model.label };
    const reported = await reportedOf(path, metrics);
    const milliseconds = Date.now() - start;
    plan.observe({ type: "evaluation-ended", model: model.role, label: model.label, milliseconds });
    return { predictions, files: { model: path, predictions: written }, reported };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    throw new PipelineError(
      "step",
      // Where it lay means nothing to anyone: it is gone by now.
      `what \`evaluate\` wrote of ${model.label} cannot be used: ${error.message.replaceAll(written, basename(written))}`,
    );
  }
}

/** @throws PipelineError `step` when nothing is left of it */
async function download(plan: EvaluationPlan, { label, uri }: ModelToEvaluate, to: string): Promise<string> {
  const path = await downloadFrom(plan.connection, uri, to).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  // An artifact store knows no folders: of one that is gone it lists no files.
  const isThere = path && (!(await stat(path)).isDirectory() || (await readdir(path)).length > 0);
  if (isThere) return path;
  throw new PipelineError("step", `the files of ${label} are gone: there is nothing at ${uri}`);
}

async function runEvaluate(
  plan: EvaluationPlan,
  model: ModelToEvaluate,
  command: string,
  keepIn: string | undefined,
): Promise<void> {
  const tail = new OutputTail();
  const end = await runKeptCommand({
    connection: plan.connection,
    ...(keepIn !== undefined && { runId: keepIn }),
    artifact: `slipway/evaluate-${model.role}.log`,
    secrets: plan.secrets,
    onText: (text) => {
      tail.add(text);
      if (!isSealed(plan))
        plan.observe({ type: "output", runId: keepIn ?? "", label: `evaluate ${model.role}`, text });
    },
    executor: executors.local,
    job: { label: model.label, command, directory: plan.directory, environment: plan.commandEnvironment },
    signal: plan.signal,
  });
  if (end.kind !== "failed") return;
  throw new PipelineError("step", `\`evaluate\` of ${model.label} ${end.reason}`, {
    hint: `${command}\n${tail.text}`,
  });
}

/** A file's format is known by its name: JSON lines and Parquet get theirs. */
async function nameByContent(
  plan: EvaluationPlan,
  model: ModelToEvaluate,
  output: string,
  command: string,
): Promise<string> {
  const size = (await stat(output).catch(() => undefined))?.size;
  if (size === undefined) {
    throw new PipelineError("step", `\`evaluate\` of ${model.label} wrote no predictions`, {
      hint: `it has to write them to \${{ output }}, which was ${output}: ${command}`,
    });
  }
  plan.signal.throwIfAborted();
  const file = await open(output);
  const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0).finally(() => file.close());
  const beginning = buffer.toString("latin1");
  const extension =
    beginning === "PAR1" ? "parquet" : beginning.trimStart().startsWith("{") ? "jsonl" : "csv";
  const named = output.replace(/csv$/, extension);
  if (named !== output) await rename(output, named);
  return named;
}
