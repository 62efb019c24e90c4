import { type Promotion, promotionText } from "./entities/promotion.js";

/** What a look at the hashes of a history found. */
export interface VerifiedHistory {
  entries: number;
  /** Hash of the newest entry: whoever keeps it notices later when entries were cut off at the end. */
  head?: string;
  /** The first entry that does not fit, oldest first; absent when all do. */
  problem?: { entry: Promotion; what: string };
}

/** SHA-256 of a text, in hexadecimal. */
export type HashOfText = (text: string) => string;

/**
 * Computes the hashes of a history again: every entry must have its own, and that of the entry before it.
 * @param entries all of a model, newest first
 * @param sha256 of the platform, since none is common to browsers and Node
 * @param kept a hash that was the newest one once; it must still be there
 */
export function verifyChains(
  entries: readonly Promotion[],
  sha256: HashOfText,
  kept?: string,
): VerifiedHistory {
  const result = { entries: entries.length, head: entries[0]?.hash };
  for (const chain of chainsOf(entries)) {
    const problem = problemIn(chain, sha256);
    if (problem) return { ...result, problem };
  }
  const [newest] = entries;
  if (kept === undefined || !newest || entries.some(({ hash }) => hash === kept)) return result;
  return { ...result, problem: { entry: newest, what: `no entry before or at it has the hash ${kept}` } };
}

/** The lives of a model, oldest first, each from its first entry on. */
function chainsOf(entries: readonly Promotion[]): Promotion[][] {
  const chains = new Map<string, Promotion[]>();
  for (const entry of entries.toReversed()) {
    const chain = chains.get(entry.chain ?? "");
    if (chain) chain.push(entry);
    else chains.set(entry.chain ?? "", [entry]);
  }
  return [...chains.values()];
}

function problemIn(chain: readonly Promotion[], sha256: HashOfText): VerifiedHistory["problem"] {
  const asWritten = withNames(chain);
  for (const [index, entry] of asWritten.entries()) {
    const what = misfit(entry, asWritten[index - 1], index + 1, sha256);
    if (what !== undefined) return { entry, what };
  }
  return undefined;
}

function misfit(
  entry: Promotion,
  before: Promotion | undefined,
  place: number,
  sha256: HashOfText,
): string | undefined {
  if (Number(entry.sequence) !== place)
    return `it is entry ${entry.sequence ?? "without a number"} where entry ${place} should be: entries are missing or were moved`;
  if (entry.hash !== sha256(promotionText(entry)))
    return "its content was changed after it was written: it does not have the hash that is kept with it";
  if (entry.previous_hash !== before?.hash)
    return "the entry before it is not the one that was there when it was written";
  return undefined;
}

/** Entries with the name that the model had when each was written: a renamed model takes its history along. */
function withNames(chain: readonly Promotion[]): Promotion[] {
  let name = chain.at(-1)?.name ?? "";
  return chain
    .toReversed()
    .map((entry) => {
      const named = { ...entry, name };
      if (entry.action === "rename") name = entry.previous_name ?? name;
      return named;
    })
    .reverse();
}
