import type { Static } from "typebox";
import { Int64, List, Message } from "../wire/scalars.js";
import { Run, RunStatus } from "./run.js";

/** Tags by which a build and its runs are known; the pipeline writes them, on any tracking server. */
export const BUILD_TAGS = {
  /** `build` on the run that a build is. */
  kind: "slipway.kind",
  /** On a candidate's run: the id of its build's run. */
  build: "slipway.build",
  /** On a candidate's run: the keys of the matrix that are repeated over, as a JSON list. */
  repeatOver: "slipway.repeat-over",
  /** Before a key of the matrix. */
  cell: "slipway.cell.",
} as const;

/** A build of candidates: the run that it is, and how the runs below it stand. */
export const Build = Message({
  /** Without the metrics, params and data that are logged to it. */
  run: Run,
  /** How many of its runs are in each state; those in none of them are left out. */
  states: List(Message({ status: RunStatus, count: Int64() })),
});
export type Build = Static<typeof Build>;
