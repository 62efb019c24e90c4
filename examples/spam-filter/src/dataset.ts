import { readFileSync } from "node:fs";
import type { Mail } from "./mail.js";
import type { SplitName } from "./split.js";

/** What is said of a split without its mails. */
export interface SplitSummary {
  /** Names the content, see `digestOf`. */
  digest: string;
  mails: number;
  spam: number;
}

/** Which corpus and code the splits under `data/` were made from, and what they are. */
export interface DataIndex {
  madeFrom: string;
  splits: Record<SplitName, SplitSummary>;
}

export const indexFile = "data/index.json";

/** Where `prepare` keeps a split, from the project's folder. */
export const splitFile = (name: SplitName): string => `data/${name}.json`;

/** The mails of a split. Throws when `npm run build` has not been run here. */
export const readSplit = (name: SplitName): Mail[] => readPrepared(splitFile(name));

/** What the splits are. Throws when `npm run build` has not been run here. */
export const readIndex = (): DataIndex => readPrepared(indexFile);

function readPrepared<T>(file: string): T {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`cannot read ${file}: run \`npm run build\` in the project's folder first`, { cause });
  }
}
