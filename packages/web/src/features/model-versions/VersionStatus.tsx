import type { ModelVersion, ModelVersionStatus } from "@slipway/contract";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";

const LOOKS: Record<ModelVersionStatus, [Tone, string]> = {
  READY: ["good", "Ready"],
  PENDING_REGISTRATION: ["waiting", "Pending"],
  FAILED_REGISTRATION: ["bad", "Failed"],
};

/** Whether a version can be used. */
export function VersionStatus({ version: { status, status_message } }: { version: ModelVersion }) {
  const [tone, label] = LOOKS[status] ?? ["unknown", status];
  return (
    <span title={status_message}>
      <StatusBadge tone={tone} label={label} />
    </span>
  );
}
