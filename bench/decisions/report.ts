import { clopperPearsonBound } from "../../packages/pipeline/src/statistics/clopper-pearson.js";
import type { Rule } from "./decide.js";
import { levelsReport } from "./levels-report.js";
import { type Counts, decideOnce, LOOKS, lookAdaptively, type Regime } from "./scenarios.js";

/** The error that the simulated releases state, and by how much a simulated rate may show more of it. */
const STATED_ERROR = 0.05;
const TOLERANCE = 1.1;
/** Above which a rate's upper bound must not lie, with this certainty. */
const CERTAINTY = 0.99;

export interface Size {
  /** Histories of one decision each, for each number of candidates. */
  decisions: number;
  /** Histories for each true gain. */
  power: number;
  /** Histories of up to 32 looks each. */
  looks: number;
  /** Comparisons of each kind by a metric without an exact test; 0 leaves them out. */
  levels: number;
}

/** Enough that the bound lies within the tolerance when the error is held. */
export const FULL: Size = { decisions: 4000, power: 1000, looks: 500, levels: 500 };
export const QUICK: Size = { decisions: 200, power: 50, looks: 20, levels: 100 };

export interface Report {
  lines: string[];
  /** What does not hold, one sentence each. */
  broken: string[];
}

/**
 * Simulates histories of CI through the release's own selection, gates, judgement and ledger, and says how often
 * each way to decide is wrong. Only the training and the rows are drawn.
 * @param rule the gate; the release's own unless a test breaks it
 * @param progress told what is simulated next
 */
export async function decisionsReport(
  size: Size,
  { rule, progress = () => undefined }: { rule?: Rule; progress?: (what: string) => void } = {},
): Promise<Report> {
  const report: Report = { lines: [], broken: [] };
  const say = (...lines: string[]) => report.lines.push(...lines);
  say("Nothing is better in truth: how often is something promoted?", HEAD);
  for (const candidates of [1, 5, 20, 50]) {
    const what = `${candidates} candidate${candidates === 1 ? "" : "s"}`;
    progress(what);
    const counts = await decideOnce(
      { histories: size.decisions, candidates, gain: 0, seed: candidates },
      rule,
    );
    say(row(what, counts));
    check(report, what, counts.ours, counts.histories);
  }
  say(
    "",
    "Selected on the very examples of the gate, nothing better in truth: how often is something promoted?",
    HEAD,
  );
  for (const [sameRows, what] of SAME_ROWS) {
    progress(`selection on the gate's examples, ${what}`);
    const counts = await decideOnce(
      { histories: size.decisions, candidates: 20, gain: 0, seed: 500, sameRows },
      rule,
    );
    say(row(what, counts));
    if (sameRows === "known")
      check(report, `selected on the same rows, ${what}`, counts.ours, counts.histories);
  }
  say("", "All of 5 candidates are better in truth: how often is one promoted?", HEAD);
  for (const points of [0.5, 1, 2]) {
    progress(`a true gain of ${points / 100}`);
    const counts = await decideOnce(
      { histories: size.power, candidates: 5, gain: points / 100, seed: 100 + points * 10 },
      rule,
    );
    say(row(`by ${points} point${points === 1 ? "" : "s"}`, counts));
  }
  say(
    "",
    `One test set, ${LOOKS} looks, each candidate made of what the looks before it showed; nothing is better in truth:`,
  );
  say(`${"".padEnd(34)}${"promoted anything".padStart(20)}${"99 % below".padStart(12)}`);
  for (const [regime, what] of REGIMES) {
    progress(what);
    const promoted = await lookAdaptively({ histories: size.looks, regime, seed: 1000 }, rule);
    say(
      `${what.padEnd(34)}${percent(promoted / size.looks).padStart(20)}${upper(promoted, size.looks).padStart(12)}`,
    );
    if (regime === "sealed") check(report, what, promoted, size.looks);
  }
  if (size.levels > 0) say("", ...(await levelsReport(size.levels, progress)));
  return report;
}

const SAME_ROWS = [
  ["known", "20, divided by 20"],
  ["not known", "20, at 5 %"],
] as const;

const REGIMES: readonly (readonly [Regime, string])[] = [
  ["unbudgeted", "no test-set: every look at 5 %"],
  ["revealed", "test-set, reveal: full"],
  ["sealed", "test-set (sealed)"],
];

const HEAD = `${"".padEnd(18)}${["slipway", "99 % below", "take the best", "best + 0.01"].map((name) => name.padStart(16)).join("")}`;

const row = (what: string, { histories, ours, best, bestByAPoint }: Counts): string =>
  `${what.padEnd(18)}${[percent(ours / histories), upper(ours, histories), percent(best / histories), percent(bestByAPoint / histories)].map((cell) => cell.padStart(16)).join("")}`;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const bound = (hits: number, n: number): number => clopperPearsonBound("upper", hits, n, 1 - CERTAINTY);

const upper = (hits: number, n: number): string => percent(bound(hits, n));

function check(report: Report, what: string, hits: number, n: number): void {
  const most = STATED_ERROR * TOLERANCE;
  if (bound(hits, n) <= most) return;
  report.broken.push(
    `${what}: ${hits} of ${n} were promoted, so the error may be ${upper(hits, n)}, which is more than ${percent(most)}`,
  );
}
