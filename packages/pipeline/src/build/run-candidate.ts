import type { Run, RunStatus } from "@slipway/contract";
import { fill } from "../file/expression.js";
import type { Cell } from "../matrix/cell.js";
import { cellLabel } from "../matrix/configurations.js";
import type { BuildPlan } from "./build-plan.js";
import { findBuildRuns, isLoggedTo } from "./build-runs.js";
import { candidateEnvironment } from "./command-environment.js";
import { endCandidateRuns, endRunAfter, isOfCell, type RunEnd } from "./end-runs.js";
import { type CommandEnd, runCommand } from "./run-command.js";
import { RunOutput } from "./run-output.js";
import { maskText } from "./secret-mask.js";
import { candidateTags, commitTags, TAGS, tagList } from "./tags.js";

/** Where a run keeps what its command wrote. */
const OUTPUT_LOG = "slipway/output.log";
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

  let ended: RunEnd;
  try {
    ended = await trainAndEnd(plan, { cell, label, command, runId }, onError);
  } catch (error) {
    const reason = `the build failed: ${(error as Error).message}`;
    await endRunAfter(error, plan.connection.client, runId, { status: "FAILED", reason });
    throw error;
  }
  plan.observe({ type: "candidate-ended", ...event, ...ended, milliseconds: Date.now() - start });
  return { cell, label, runId, ...ended };
}

interface Candidate {
  cell: Cell;
  label: string;
  command: string;
  runId: string;
}

async function trainAndEnd(
  plan: BuildPlan,
  candidate: Candidate,
  onError: (error: unknown) => void,
): Promise<RunEnd> {
  const { cell, label, runId } = candidate;
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
    end = await train(plan, candidate, output);
    if (end.kind === "failed") output.note(end.reason);
  } finally {
    await output.close();
  }
  return endCandidateRuns(plan, runId, await runsOfCell(plan, cell), end);
}

/** The runs of a cell. Other experiments are looked at only when nothing was logged to the build's own. */
async function runsOfCell(
  { connection: { client }, runId, experimentId }: BuildPlan,
  cell: Cell,
): Promise<Run[]> {
  const here = (await findBuildRuns(client, runId, [experimentId])).filter((run) => isOfCell(run, cell));
  if (here.some(isLoggedTo)) return here;
  return (await findBuildRuns(client, runId)).filter((run) => isOfCell(run, cell));
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
  { cell, label, command, runId }: Candidate,
  output: RunOutput,
): Promise<CommandEnd> {
  let tail = "";
  let setsExperiment = false;
  const attempt = (resumed: string | undefined) =>
    runCommand({
      executor: plan.executor,
      job: {
        label,
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
