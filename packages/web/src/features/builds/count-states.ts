import type { Build, RunStatus } from "@slipway/contract";
import type { Tone } from "../../ui/StatusSign.js";
import type { MatrixConfiguration, Repeat } from "./configurations.js";

/** The state of a candidate: that of its run, or that it has not begun. */
export type CandidateState = RunStatus | "WAITING" | "NOT_RUN";

/** How many candidates are in each state. */
export type StateCounts = Partial<Record<CandidateState, number>>;

/** States in the order in which they are told, with their words and signs. */
export const STATES: Record<CandidateState, { word: string; tone: Tone }> = {
  FINISHED: { word: "finished", tone: "good" },
  FAILED: { word: "failed", tone: "bad" },
  KILLED: { word: "killed", tone: "stopped" },
  RUNNING: { word: "running", tone: "active" },
  SCHEDULED: { word: "scheduled", tone: "waiting" },
  WAITING: { word: "not begun", tone: "waiting" },
  NOT_RUN: { word: "never run", tone: "stopped" },
};

/** @param live whether the build still runs: what has no run may then still begin */
export const stateOf = ({ run }: Repeat, live: boolean): CandidateState =>
  run?.info.status ?? (live ? "WAITING" : "NOT_RUN");

export function countCandidates(configurations: readonly MatrixConfiguration[], live: boolean): StateCounts {
  const counts: StateCounts = {};
  for (const repeat of configurations.flatMap(({ repeats }) => repeats)) {
    const state = stateOf(repeat, live);
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

export const countsOf = ({ states }: Build): StateCounts =>
  Object.fromEntries(states.map(({ status, count }) => [status, Number(count)]));

/** All candidates. */
export const totalOf = (counts: StateCounts): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** `18 of 24 finished, 2 failed`. */
export function tellCounts(counts: StateCounts): string {
  const total = totalOf(counts);
  if (total === 0) return "no candidate yet";
  const others = Object.entries(STATES).flatMap(([state, { word }]) => {
    const count = counts[state as CandidateState];
    return state === "FINISHED" || !count ? [] : [`${count} ${word}`];
  });
  return [`${counts.FINISHED ?? 0} of ${total} finished`, ...others].join(", ");
}
