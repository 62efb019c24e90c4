import type { Verdict } from "@slipway/contract";
import type { GateLine } from "./report.js";

/** Gates with a name each: several of one kind are numbered. */
export function gateLines(verdicts: readonly Verdict[]): GateLine[] {
  const seen = new Map<string, number>();
  return verdicts.map(({ gate, status, required, reason, method, evidence }) => {
    const count = (seen.get(gate) ?? 0) + 1;
    seen.set(gate, count);
    const name = count === 1 ? gate : `${gate} ${count}`;
    return { name, status, required, reason, ...(method && { method }), evidence };
  });
}
