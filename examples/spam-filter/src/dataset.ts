import { readFileSync } from "node:fs";
import type { Mail } from "./mail.js";
import type { SplitName } from "./split.js";

/** A split as `prepare` wrote it. */
export interface Dataset {
  /** Names the content, see `digestOf`. */
  digest: string;
  mails: Mail[];
}

/** Where `prepare` keeps a split, from the project's folder. */
export const datasetFile = (name: SplitName): string => `data/${name}.json`;

/** Reads a split. Throws when `npm run build` has not been run here. */
export function readDataset(name: SplitName): Dataset {
  const file = datasetFile(name);
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`cannot read ${file}: run \`npm run build\` in the project's folder first`, {
      cause,
    });
  }
}
