import type { Connection } from "@slipway/sdk";
import type { Executor } from "../executors/executor.js";
import { fill } from "../file/expression.js";
import type { BuildStep } from "../file/slipway-file.js";
import { PipelineError } from "../pipeline-error.js";
import type { Observer } from "../progress.js";
import type { BuildPlan } from "./build-plan.js";
import { baseEnvironment } from "./command-environment.js";
import { OutputTail } from "./output-tail.js";
import { runKeptCommand } from "./run-kept-command.js";

export interface PrepareOptions {
  step: Pick<BuildStep, "prepare" | "timeout">;
  connection: Connection;
  /** The run that keeps the output; absent, none. */
  runId?: string | undefined;
  /** Where that run keeps it. */
  artifact: string;
  executor: Executor;
  /** Absolute. */
  directory: string;
  environment: Record<string, string>;
  secrets: readonly string[];
  observe: Observer;
  signal: AbortSignal;
}

/** Runs `prepare`, if there is one, before the first candidate. @throws as `runPrepare` does */
export const prepareBuild = (plan: BuildPlan): Promise<void> =>
  runPrepare({ ...plan, artifact: "slipway/prepare.log", environment: baseEnvironment(plan) });

/**
 * Runs `prepare`, if there is one.
 * @throws PipelineError `step` when it fails: nothing could be trained or evaluated after it
 */
export async function runPrepare(options: PrepareOptions): Promise<void> {
  const { step, runId, observe, directory, environment, ...rest } = options;
  if (step.prepare === undefined) return;
  const command = fill(step.prepare, {});
  observe({ type: "prepare-started", command });
  const tail = new OutputTail();
  const end = await runKeptCommand({
    ...rest,
    ...(runId !== undefined && { runId }),
    onText: (text) => {
      tail.add(text);
      observe({ type: "output", runId: runId ?? "", label: "prepare", text });
    },
    job: { label: "prepare", command, directory, environment },
    timeout: step.timeout,
  });
  if (end.kind !== "failed") return;
  throw new PipelineError("step", `\`prepare\` ${end.reason}`, {
    hint: `${command}\n${tail.text}`.trimEnd(),
  });
}
