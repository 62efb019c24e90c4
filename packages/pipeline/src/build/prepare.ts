import { fill } from "../file/expression.js";
import { PipelineError } from "../pipeline-error.js";
import type { BuildPlan } from "./build-plan.js";
import { baseEnvironment } from "./command-environment.js";
import { runCommand } from "./run-command.js";
import { RunOutput } from "./run-output.js";

/** Where a build's run keeps what `prepare` wrote. */
export const PREPARE_LOG = "slipway/prepare.log";

/**
 * Runs `prepare`, if there is one, before the first candidate.
 * @throws PipelineError `step` when it fails: nothing could be trained after it
 */
export async function prepareBuild(plan: BuildPlan): Promise<void> {
  if (plan.step.prepare === undefined) return;
  const command = fill(plan.step.prepare, {});
  plan.observe({ type: "prepare-started", command });
  let uploadError: unknown;
  const output = await RunOutput.open({
    connection: plan.connection,
    runId: plan.runId,
    artifact: PREPARE_LOG,
    secrets: plan.secrets,
    onText: (text) => plan.observe({ type: "output", runId: plan.runId, label: "prepare", text }),
    onError: (error) => {
      uploadError = error;
    },
  });
  const fixed = Object.entries(plan.step.env).filter(([, value]) => !value.includes("${{"));
  try {
    const end = await runCommand({
      executor: plan.executor,
      job: {
        label: "prepare",
        command,
        directory: plan.directory,
        environment: { ...baseEnvironment(plan), ...Object.fromEntries(fixed) },
      },
      timeout: plan.step.timeout,
      signal: plan.signal,
      onOutput: (chunk) => output.write(chunk),
    });
    if (end.kind === "failed") {
      throw new PipelineError("step", `\`prepare\` ${end.reason}: ${command}`, {
        hint: `its output is the artifact ${PREPARE_LOG} of run ${plan.runId}`,
      });
    }
  } finally {
    await output.close();
  }
  if (uploadError) throw uploadError;
  plan.signal.throwIfAborted();
}
