import fc from "fast-check";
import type { Pair } from "../servers/start-pair.js";
import type { Sequence } from "./call.js";
import { INTENDED } from "./intended.js";
import { type Difference, play } from "./play.js";
import { sequences } from "./sequences.js";

/** How many sequences, from which seed on; the sequence of seed N is always the same. */
export interface Plan {
  readonly sequences: number;
  readonly seed: number;
  readonly atOnce: number;
  /** How many kinds of difference are made short; each costs dozens of replays. */
  readonly shorten: number;
}

/** A sequence, made as short as it gets, that ends in a difference. */
export interface Finding {
  readonly seed: number;
  readonly sequence: Sequence;
  readonly difference: Difference;
}

/** What a campaign has seen. */
export interface Tally {
  sequences: number;
  calls: number;
  /** How often each was seen, by the kind of its difference. */
  readonly intended: Map<string, Map<string, number>>;
  readonly findings: Finding[];
}

/** Plays sequences, several at once, and makes the first of each kind of difference short. */
export async function campaign(pair: Pair, plan: Plan): Promise<Tally> {
  const tally: Tally = {
    sequences: 0,
    calls: 0,
    intended: new Map(INTENDED.map(({ why }) => [why, new Map()])),
    findings: [],
  };
  const seen = new Set<string>();
  let next = 0;
  const worker = async () => {
    while (next < plan.sequences)
      tally.findings.push(...(await one(pair, plan, plan.seed + next++, tally, seen)));
  };
  await Promise.all(Array.from({ length: plan.atOnce }, worker));
  return tally;
}

async function one(
  pair: Pair,
  plan: Plan,
  seed: number,
  tally: Tally,
  seen: Set<string>,
): Promise<Finding[]> {
  const drawn = fc.sample(sequences, { seed, numRuns: 1 })[0] ?? [];
  const outcome = await play(pair, drawn, `d${seed}x`);
  count(tally, outcome);
  const findings = outcome.differences.map((difference) => ({ seed, sequence: drawn, difference }));
  const fresh = findings.find(({ difference }) => !seen.has(kindOf(difference)));
  for (const { difference } of findings) seen.add(kindOf(difference));
  if (!fresh || seen.size > plan.shorten) return findings;
  return [await shortened(pair, fresh), ...findings.filter((finding) => finding !== fresh)];
}

/** Replays ever shorter forms of a sequence, as long as they end in a difference of the same kind. */
async function shortened(pair: Pair, found: Finding): Promise<Finding> {
  const kind = kindOf(found.difference);
  let shortest = found;
  let replays = 0;
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const { differences, calls } = await play(pair, sequence, `d${found.seed}x${replays++}`);
    const difference = differences.find((candidate) => kindOf(candidate) === kind);
    if (difference) shortest = { ...found, sequence: sequence.slice(0, calls), difference };
    return difference === undefined;
  });
  await fc.check(property, { seed: found.seed, numRuns: 1, interruptAfterTimeLimit: 20_000 });
  return shortest;
}

function count(tally: Tally, outcome: Awaited<ReturnType<typeof play>>): void {
  tally.sequences++;
  tally.calls += outcome.calls;
  for (const { intended, difference } of outcome.intended) {
    const kinds = tally.intended.get(intended.why);
    kinds?.set(kindOf(difference), (kinds.get(kindOf(difference)) ?? 0) + 1);
  }
}

/** Differences of one kind have one cause, most likely. */
export function kindOf({ call, ours, theirs }: Difference): string {
  const words = (text = "") => text.replace(/["'`([{].*?["'`)\]}]|\d+/g, "…").slice(0, 60);
  const shown = [ours, theirs].map(
    ({ status, code, message }) => `${status} ${code ?? ""} ${words(message)}`,
  );
  return [call.method, call.path, ...shown].join(" | ").replaceAll("\n", " ");
}
