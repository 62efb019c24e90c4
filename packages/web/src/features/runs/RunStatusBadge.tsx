import type { RunStatus } from "@slipway/contract";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";

const TONES: Record<RunStatus, Tone> = {
  RUNNING: "active",
  SCHEDULED: "waiting",
  FINISHED: "good",
  FAILED: "bad",
  KILLED: "stopped",
};

interface Props {
  status: RunStatus;
  /** In place of the word, where that stands elsewhere. */
  shown?: string;
}

/** How a run ended, or that it runs. */
export function RunStatusBadge({ status, shown = status }: Props) {
  return <StatusBadge tone={TONES[status] ?? "unknown"} label={shown} />;
}
