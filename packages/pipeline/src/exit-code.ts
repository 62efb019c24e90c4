import type { Outcome } from "@slipway/contract";

/** How a command of the pipeline ends. */
export const ExitCode = {
  /** Promoted or held: most pushes do not beat the champion, and CI must not be red for it. */
  done: 0,
  /** A required gate failed; with `--exit-code` also held. */
  refused: 1,
  usage: 2,
  step: 3,
  server: 4,
  /** A fault of Slipway's own. */
  fault: 70,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** The exit code of a decision; `heldIsFailure` is what `--exit-code` asks for. */
export function exitCodeOfOutcome(outcome: Outcome, heldIsFailure = false): ExitCode {
  if (outcome === "refused") return ExitCode.refused;
  return outcome === "held" && heldIsFailure ? ExitCode.refused : ExitCode.done;
}
