import type { Outcome } from "@slipway/contract";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";

const LOOKS: Record<Outcome, [Tone, string]> = {
  promoted: ["good", "Promoted"],
  held: ["stopped", "Held"],
  refused: ["bad", "Refused"],
};

/** What a release decided. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const [tone, label] = LOOKS[outcome as Outcome] ?? ["unknown", outcome];
  return <StatusBadge tone={tone} label={label} />;
}
