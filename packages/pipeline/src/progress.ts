import type { RunStatus } from "@slipway/contract";

/** What happens while a build or a release is under way, for whoever shows it. */
export type ProgressEvent =
  | { type: "experiment-created"; name: string; experimentId: string }
  | { type: "build-started"; runId: string; experimentId: string; candidates: number }
  | { type: "prepare-started"; command: string }
  | { type: "candidate-started"; runId: string; label: string; index: number; candidates: number }
  | { type: "output"; runId: string; label: string; text: string }
  | {
      type: "candidate-ended";
      runId: string;
      label: string;
      index: number;
      candidates: number;
      status: RunStatus;
      /** Why, when it did not finish. */
      reason?: string;
      milliseconds: number;
    }
  | { type: "evaluation-started"; model: "candidate" | "champion"; label: string }
  | { type: "evaluation-ended"; model: "candidate" | "champion"; label: string; milliseconds: number }
  /** A gate that takes long; `share` from 0 to 1, 1 when it has ruled. */
  | { type: "gate-progress"; gate: string; share: number }
  | { type: "warning"; message: string };

/** Receives events as they happen. It must not throw, and nothing waits for it. */
export type Observer = (event: ProgressEvent) => void;

/** Sees nothing. */
export const noObserver: Observer = () => undefined;
