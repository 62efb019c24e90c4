import { runKeptCommand } from "../build/run-kept-command.js";
import { executors } from "../executors/index.js";
import type { CommandResult, GateCommand } from "../gates/gate.js";
import type { EvaluationPlan } from "./evaluate-model.js";
import type { ReleasePlan } from "./release-plan.js";

/** How much of what a command prints is kept for its gate, in characters: its last line may be a verdict. */
const LONGEST = 1_000_000;

/**
 * Runs the command of a gate where evaluate commands run.
 * @param keepIn the run that keeps its output; absent, none, and nobody sees it
 */
export async function runGateCommand(
  plan: EvaluationPlan & Pick<ReleasePlan, "dryRun">,
  { label, command, environment, timeout }: GateCommand,
  keepIn: string | undefined,
): Promise<CommandResult> {
  let output = "";
  const end = await runKeptCommand({
    connection: plan.connection,
    ...(keepIn !== undefined && { runId: keepIn }),
    artifact: `slipway/gate-${label}.log`,
    secrets: plan.secrets,
    onText: (text) => {
      output = (output + text).slice(-LONGEST);
      if (keepIn !== undefined || plan.dryRun) {
        plan.observe({ type: "output", runId: keepIn ?? "", label: `gate ${label}`, text });
      }
    },
    executor: executors.local,
    job: {
      label,
      command,
      directory: plan.directory,
      environment: { ...plan.commandEnvironment, ...environment },
    },
    timeout,
    signal: plan.signal,
  });
  return { output, ...(end.kind === "failed" && { failure: end.reason }) };
}
