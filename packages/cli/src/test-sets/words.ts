import { looksLeft, type TestSet, type TestSetLook } from "@slipway/contract";

/** What a server without a ledger does not guarantee. */
export const NO_LEDGER =
  "Kept in tags of the experiment slipway-test-sets: two releases at once may take the same look, and whoever reads\n" +
  "the tags can open what is sealed. A Slipway server keeps a ledger.\n";

/** How a set stands, in a few words. */
export function standingOf(set: TestSet): string {
  if (set.retired_at !== undefined) return `retired: ${set.retired_reason ?? "no reason"}`;
  const shown = set.spent.filter(({ revealed }) => revealed).length;
  const state = looksLeft(set) === 0 ? "exhausted" : "in use";
  return shown === 0 ? state : `${state}, ${shown} revealed: no longer guaranteed`;
}

/** How a look ended, in a word. */
export const endOf = ({ passed }: TestSetLook): string =>
  passed === undefined ? "not known" : passed ? "passed" : "not passed";
