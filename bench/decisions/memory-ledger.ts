import { retirementOf, type TestSet, whyNoLook } from "@slipway/contract";
import type { Ledger, Taken } from "../../packages/pipeline/src/test-sets/ledger.js";

/** A ledger for one history, by the rules of the real ones. */
export function memoryLedger(): Ledger {
  let set: TestSet | undefined;
  const known = (): TestSet => {
    if (!set) throw new Error("nothing has looked at the test set yet");
    return set;
  };
  const takenBy = (decisionId: string): Taken => {
    const look = known().spent.find(({ decision_id }) => decision_id === decisionId);
    if (!look) throw new Error(`no look by ${decisionId}`);
    return { test_set: known(), look };
  };
  const retire = (reason: string) => {
    set = { ...known(), retired_at: 1, retired_reason: reason };
    return set;
  };
  return {
    guarantee: "atomic",
    list: async () => (set ? [set] : []),
    spend: async ({ decision_id, model, champion, ...terms }) => {
      set ??= { ...terms, created_at: 0, spent: [] };
      const refusal = whyNoLook(set, terms);
      if (refusal) return { refused: refusal.message, mistaken: false };
      const number = set.spent.length + 1;
      const revealed = terms.reveal === "full";
      set.spent.push({ decision_id, number, spent_at: 0, model, champion, revealed, recipient: "" });
      return takenBy(decision_id);
    },
    conclude: async (decisionId, passed) => {
      takenBy(decisionId).look.passed = passed;
      const reason = retirementOf(known());
      if (reason !== undefined) retire(reason);
      return takenBy(decisionId);
    },
    retire: async (_name, reason) => retire(reason),
    reveal: async (decisionId) => {
      takenBy(decisionId).look.revealed = true;
      return takenBy(decisionId);
    },
  };
}
