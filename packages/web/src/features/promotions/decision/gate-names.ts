import type { Verdict } from "@slipway/contract";

/** A name for each verdict: several of one kind are numbered, as in the report. */
export function gateNames(verdicts: readonly Verdict[]): string[] {
  const seen = new Map<string, number>();
  return verdicts.map(({ gate }) => {
    const count = (seen.get(gate) ?? 0) + 1;
    seen.set(gate, count);
    return count === 1 ? gate : `${gate} ${count}`;
  });
}
