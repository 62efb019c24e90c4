import type { RunStatus } from "@slipway/contract";
import { fill } from "../file/expression.js";
import type { Cell } from "../matrix/cell.js";
import { cellLabel } from "../matrix/configurations.js";
import type { BuildPlan } from "./build-plan.js";
import { findBuildRuns } from "./build-runs.js";
import { candidateEnvironment } from "./command-environment.js";
import { endCandidateRuns } from "./end-runs.js";
import { type CommandEnd, runCommand } from "./run-command.js";
import { RunOutput } from "./run-output.js";
import { maskText } from "./secret-mask.js";
import { candidateTags, commitTags, TAGS, tagList } from "./tags.js";

/** Where a run keeps what its command wrote. */
export const OUTPUT_LOG = "slipway/output.log";
/** How MLflow's client says that a script set another experiment than that of the run it should resume. */
const OTHER_EXPERIMENT = "active experiment ID does not match environment run ID";

/** What became of one cell of the matrix. */
export interface CandidateResult {
  cell: Cell;
  label: string;
  /** The run that the build made for it. */
  runId: string;
  status: RunStatus;
  /** Why it did not finish. */
  reason?: string;
}

/**
 * Trains one candidate: makes its run, runs the command, keeps its output, and leaves no run of it open.
 * @param index which cell of the matrix it is, from 0
 * @param onError receives an error of the artifact store while the command runs
 */
export async function runCandidate(
  plan: BuildPlan,
  cell: Cell,
  index: number,
  onError: (error: unknown) => void,
): Promise<CandidateResult> {
  const label = cellLabel(cell);
  const command = fill(plan.step.command, { matrix: cell });
  const start = Date.now();
  const runId = await createRun(plan, cell, label, command, start);
  const event = { runId, label, index, candidates: plan.step.cells.length };
  plan.observe({ type: "candidate-started", ...event });

  const output = await RunOutput.open({
    connection: plan.connection,
    runId,
    artifact: OUTPUT_LOG,
    secrets: plan.secrets,
    onText: (text) => plan.observe({ type: "output", runId, label, text }),
    onError,
  });
  let end: CommandEnd;
  try {
    end = await train(plan, cell, command, runId, output);
    if (end.kind === "failed") output.note(end.reason);
  } finally {
    await output.close();
  }
  const ofBuild = await findBuildRuns(plan.connection.client, plan.runId, [plan.experimentId]);
  const { status, reason } = await endCandidateRuns(plan, runId, cell, ofBuild, end);
  const milliseconds = Date.now() - start;
  plan.observe({ type: "candidate-ended", ...event, status, ...(reason && { reason }), milliseconds });
  return { cell, label, runId, status, ...(reason && { reason }) };
}

async function createRun(
  plan: BuildPlan,
  cell: Cell,
  label: string,
  command: string,
  start: number,
): Promise<string> {
  const tags = {
    ...commitTags(plan.commit),
    ...candidateTags(plan.runId, cell, plan.step.repeatOver),
    [TAGS.command]: maskText(command, plan.secrets),
    "mlflow.source.name": maskText(command, plan.secrets),
    "mlflow.source.type": "PROJECT",
  };
  const { run } = await plan.connection.client.runs.create({
    experiment_id: plan.experimentId,
    run_name: label.slice(0, 250),
    start_time: start,
    tags: tagList(tags),
  });
  return run.info.run_id;
}

/** Runs the command; once more without its run when it turns out to log to an experiment of its own. */
async function train(
  plan: BuildPlan,
  cell: Cell,
  command: string,
  runId: string,
  output: RunOutput,
): Promise<CommandEnd> {
  let tail = "";
  let setsExperiment = false;
  const attempt = (resumed: string | undefined) =>
    runCommand({
      executor: plan.executor,
      job: {
        label: cellLabel(cell),
        command,
        directory: plan.directory,
        environment: candidateEnvironment(plan, cell, resumed),
      },
      timeout: plan.step.timeout,
      signal: plan.signal,
      onOutput: (chunk) => {
        output.write(chunk);
        tail = (tail + chunk).slice(-2 * OTHER_EXPERIMENT.length - chunk.length);
        setsExperiment ||= tail.replaceAll(/\s+/g, " ").includes(OTHER_EXPERIMENT);
      },
    });
  const end = await attempt(runId);
  if (end.kind !== "failed" || !setsExperiment) return end;
  output.note("the script sets an experiment of its own: starting it again without a run to resume");
  return attempt(undefined);
}
