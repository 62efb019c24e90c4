import type { Run, RunStatus } from "@slipway/contract";
import { type Client, ConnectionError } from "@slipway/sdk";
import { type Cell, cellTexts } from "../matrix/cell.js";
import type { BuildPlan } from "./build-plan.js";
import { isLoggedTo } from "./build-runs.js";
import type { CommandEnd } from "./run-command.js";
import { cellOfTags, TAGS, tagList, tagsOf } from "./tags.js";

/** How a run ended, and why when it did not finish. */
export interface RunEnd {
  status: RunStatus;
  reason?: string;
}

/**
 * Ends the runs of one cell as its command ended. The run that the build made fails with its command, whatever
 * the script said of it before; a run that the script made itself keeps the status that the script gave it.
 * @param own the runs of the cell, as they are now
 */
export async function endCandidateRuns(
  plan: BuildPlan,
  runId: string,
  own: readonly Run[],
  end: CommandEnd,
): Promise<RunEnd> {
  const { client } = plan.connection;
  for (const run of own) {
    if (run.info.run_id !== runId && isOpen(run)) await endRun(client, run.info.run_id, endOf(end));
  }
  const made = own.find((run) => run.info.run_id === runId);
  const madeByScript = own.some((run) => run.info.run_id !== runId && isLoggedTo(run));
  if (made && !isLoggedTo(made) && madeByScript) {
    await client.runs.setTag({ run_id: runId, key: TAGS.candidate, value: "false" });
  }
  const byScript = made && !isOpen(made) ? made.info.status : undefined;
  if (end.kind === "succeeded" && byScript === "FINISHED") return { status: byScript };
  if (end.kind === "succeeded" && byScript !== undefined) {
    return { status: byScript, reason: `the script ended its run ${byScript}` };
  }
  return endRun(client, runId, endOf(end));
}

/** Ends a run, with the reason in a tag when it did not finish. */
export async function endRun(client: Client, runId: string, end: RunEnd): Promise<RunEnd> {
  if (end.reason) {
    await client.runs.logBatch({ run_id: runId, tags: tagList({ [TAGS.failure]: end.reason }) });
  }
  await client.runs.update({ run_id: runId, status: end.status, end_time: Date.now() });
  return end;
}

/** Ends a run because of an error, which matters more than that a failing server cannot be told of it. */
export async function endRunAfter(error: unknown, client: Client, runId: string, end: RunEnd): Promise<void> {
  // A server that is gone would be asked for minutes.
  if (error instanceof ConnectionError) return;
  await endRun(client, runId, end).catch(() => undefined);
}

function endOf(end: CommandEnd): RunEnd {
  switch (end.kind) {
    case "succeeded":
      return { status: "FINISHED" };
    case "failed":
      return { status: "FAILED", reason: end.reason };
    case "stopped":
      return { status: "KILLED", reason: "the build was stopped" };
  }
}

export const isOpen = (run: Run): boolean => run.info.status === "RUNNING" || run.info.status === "SCHEDULED";

/** Whether a run bears the tags of a cell. */
export function isOfCell(run: Run, cell: Cell): boolean {
  const own = cellOfTags(tagsOf(run)) ?? {};
  const wanted = Object.entries(cellTexts(cell));
  return Object.keys(own).length === wanted.length && wanted.every(([key, value]) => own[key] === value);
}
