import type { Verdict } from "@slipway/contract";
import type { GateLine } from "./report.js";

/** Gates with a name each: a command bears its own, several of one kind are numbered. */
export function gateLines(verdicts: readonly Verdict[]): GateLine[] {
  const seen = new Map<string, number>();
  return verdicts.map(({ gate, status, required, reason, method, evidence }) => {
    const own = nameOf(gate, evidence);
    const count = (seen.get(own) ?? 0) + 1;
    seen.set(own, count);
    const name = count === 1 ? own : `${own} ${count}`;
    return { name, status, required, reason, ...(method && { method }), evidence };
  });
}

/** What the file calls a gate: `command drift` for a command with a name. */
function nameOf(gate: string, { command }: Verdict["evidence"]): string {
  return gate === "command" && typeof command === "string" && command !== gate ? `${gate} ${command}` : gate;
}
