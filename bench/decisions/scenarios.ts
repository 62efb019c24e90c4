import type { TestSetTerms } from "@slipway/contract";
import { type Random, seededRandom } from "../../packages/pipeline/src/statistics/random.js";
import { type Push, type Rule, releases, releasesOnBudget } from "./decide.js";
import { memoryLedger } from "./memory-ledger.js";
import { type Answers, CONTESTED, drawModel, EXAMPLES, rightOf } from "./world.js";

/** How often each way to decide promoted, of so many histories. */
export interface Counts {
  histories: number;
  ours: number;
  /** The best on the test set, when it is better than the champion. */
  best: number;
  /** The best on the test set, when it is better by a point or more. */
  bestByAPoint: number;
}

/** Pushes of `candidates` models that are all better by `gain` in truth: one decision each. */
export async function decideOnce(
  {
    histories,
    candidates,
    gain,
    seed,
    sameRows,
  }: { histories: number; candidates: number; gain: number; seed: number } & Pick<Push, "sameRows">,
  rule?: Rule,
): Promise<Counts> {
  const random = seededRandom(seed);
  const counts: Counts = { histories, ours: 0, best: 0, bestByAPoint: 0 };
  for (let i = 0; i < histories; i++) {
    const champion = drawModel(random);
    const models = Array.from({ length: candidates }, () => drawModel(random, gain));
    const push = { candidates: models, champion, gain, ...(sameRows && { sameRows }), ...(rule && { rule }) };
    if (await releases(random, push)) counts.ours++;
    const ahead = Math.max(...models.map(rightOf)) - rightOf(champion);
    if (ahead > 0) counts.best++;
    if (ahead >= EXAMPLES / 100) counts.bestByAPoint++;
  }
  return counts;
}

/** What a developer sees of each look, and whether the looks are budgeted. */
export type Regime = "unbudgeted" | "sealed" | "revealed";

export const LOOKS = 32;

const TERMS: TestSetTerms = {
  looks: LOOKS,
  adaptivity: "first-change",
  passes: 1,
  reliability: 0.95,
  reveal: "sealed",
};

/**
 * One test set looked at 32 times by a developer who learns from each look. No model is better than the champion in
 * truth. Every second candidate is a new one; the others let all candidates so far vote, each turned round when it
 * was seen to be worse than the champion (Blum and Hardt, ICML 2015, section 3.3).
 * @returns in how many histories anything was promoted
 */
export async function lookAdaptively(
  { histories, regime, seed }: { histories: number; regime: Regime; seed: number },
  rule?: Rule,
): Promise<number> {
  const random = seededRandom(seed);
  let promoted = 0;
  for (let i = 0; i < histories; i++) if (await promotesAny(random, regime, rule)) promoted++;
  return promoted;
}

async function promotesAny(random: Random, regime: Regime, rule: Rule | undefined): Promise<boolean> {
  const champion = drawModel(random);
  const ledger = memoryLedger();
  const seen: { answers: Answers; worse: boolean }[] = [];
  for (let look = 0; look < LOOKS; look++) {
    const answers = look % 2 === 0 ? drawModel(random) : voteOf(random, seen);
    const push = { candidates: [answers], champion, ...(rule && { rule }) };
    const terms = { ...TERMS, reveal: regime === "revealed" ? "full" : "sealed" } as const;
    const passed =
      regime === "unbudgeted"
        ? await releases(random, push)
        : await releasesOnBudget(random, push, ledger, terms);
    if (passed) return true;
    // Sealed, all that is learnt of a candidate is that it did not pass.
    const worse = regime !== "sealed" && rightOf(answers) < rightOf(champion);
    if (look % 2 === 0) seen.push({ answers, worse });
  }
  return false;
}

/** What most say, a candidate that was seen to be worse the other way round; a coin where they are equal. */
function voteOf(random: Random, seen: readonly { answers: Answers; worse: boolean }[]): Answers {
  return Uint8Array.from({ length: CONTESTED }, (_, row) => {
    let votes = 0;
    for (const { answers, worse } of seen) votes += (answers[row] === 1) === !worse ? 1 : -1;
    return votes === 0 ? random.below(2) : votes > 0 ? 1 : 0;
  });
}
