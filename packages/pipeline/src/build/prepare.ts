import { fill } from "../file/expression.js";
import { PipelineError } from "../pipeline-error.js";
import type { BuildPlan } from "./build-plan.js";
import { baseEnvironment } from "./command-environment.js";
import { runKeptCommand } from "./run-kept-command.js";

/** Where a build's run keeps what `prepare` wrote. */
const PREPARE_LOG = "slipway/prepare.log";

/**
 * Runs `prepare`, if there is one, before the first candidate.
 * @throws PipelineError `step` when it fails: nothing could be trained after it
 */
export async function prepareBuild(plan: BuildPlan): Promise<void> {
  if (plan.step.prepare === undefined) return;
  const command = fill(plan.step.prepare, {});
  const { connection, runId, secrets, executor, signal, observe } = plan;
  observe({ type: "prepare-started", command });
  const end = await runKeptCommand({
    connection,
    runId,
    artifact: PREPARE_LOG,
    secrets,
    onText: (text) => observe({ type: "output", runId, label: "prepare", text }),
    executor,
    job: { label: "prepare", command, directory: plan.directory, environment: baseEnvironment(plan) },
    timeout: plan.step.timeout,
    signal,
  });
  if (end.kind !== "failed") return;
  throw new PipelineError("step", `\`prepare\` ${end.reason}: ${command}`, {
    hint: `its output is the artifact ${PREPARE_LOG} of run ${runId}`,
  });
}
