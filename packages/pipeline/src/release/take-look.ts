import { modelsOf, type TestSet, type Verdict } from "@slipway/contract";
import type { TestSetLevel } from "../gates/gate.js";
import type { Ledger, LookToTake, NotTaken, Taken } from "../test-sets/ledger.js";
import { judge } from "./judge.js";

/** A look that was taken, and how it ended. */
export interface Looked extends Taken {
  verdicts: Verdict[];
  /** What stands in the ledger: whether every gate let the candidate through. */
  passed: boolean;
}

/**
 * Takes a look at a test set, lets the gates rule, and writes down how it ended: in this order, so that neither a
 * crash nor a second try gives a look away, and before anyone is told.
 * @param rule lets every gate rule at the level that the budget asks for
 */
export async function takeLook(
  ledger: Ledger,
  look: LookToTake,
  rule: (level: TestSetLevel) => Promise<Verdict[]>,
): Promise<Looked | NotTaken> {
  const taken = await ledger.spend(look);
  if ("refused" in taken) return taken;
  const verdicts = await rule(levelOfSet(taken.test_set));
  const before = taken.look.passed;
  // What was answered once stays so, or asking again would be a way to be lucky.
  const passed = judge(verdicts).outcome === "promoted" && before !== false;
  const ended = before === undefined ? await ledger.conclude(taken.look.decision_id, passed) : taken;
  return { ...ended, verdicts, passed };
}

const levelOfSet = (set: TestSet): TestSetLevel => ({
  name: set.name,
  looks: Number(set.looks),
  models: modelsOf(set),
  reliability: set.reliability,
});
