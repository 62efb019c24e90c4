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

/** How a run ended, or that it runs. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
  return <StatusBadge tone={TONES[status] ?? "unknown"} label={status} />;
}
