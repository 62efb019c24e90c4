import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf, type Finding, problemOf } from "./finding.js";

/** What tells a changed file: size in bytes, and time of the last change in milliseconds. */
export type Stamp = readonly [size: number, modified: number];

/** Files by their path below a unit's folder, with `/`. */
export type Listing = Map<string, Stamp>;

/**
 * Lists some files and all files below some folders. Symbolic links are never followed, so that nothing outside is
 * read and no loop is walked; they become findings, as does what cannot be read.
 * @param at the folder's path in findings
 */
export function listFiles(
  folder: string,
  parts: readonly string[],
  at: string,
  findings: Finding[],
): Listing {
  const listing: Listing = new Map();
  for (const part of parts) visit(part);
  return listing;

  function visit(path: string): void {
    try {
      const stat = lstatSync(join(folder, path));
      if (stat.isFile()) listing.set(path, [stat.size, stat.mtimeMs]);
      else if (stat.isDirectory())
        for (const name of readdirSync(join(folder, path))) visit(`${path}/${name}`);
      else findings.push({ path: `${at}/${path}`, problem: irregular(stat.isSymbolicLink()) });
    } catch (error) {
      // What is gone since it was listed was removed by its owner.
      if (codeOf(error) !== "ENOENT") findings.push({ path: `${at}/${path}`, problem: problemOf(error) });
    }
  }
}

const irregular = (isLink: boolean) =>
  isLink ? "It is a symbolic link, which is not followed." : "It is neither a file nor a folder.";

/** The folders in a folder, sorted; a folder that is gone has none. Links are not followed. */
export function foldersIn(folder: string, at: string, findings: Finding[]): string[] {
  const entries = entriesOf(folder, at, findings);
  for (const entry of entries)
    if (entry.isSymbolicLink())
      findings.push({ path: at ? `${at}/${entry.name}` : entry.name, problem: irregular(true) });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function entriesOf(folder: string, at: string, findings: Finding[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) !== "ENOENT") findings.push({ path: at, problem: problemOf(error) });
    return [];
  }
}

/** What differs between two listings, below one folder of them: paths without the folder's name. */
export function differences(
  before: Listing,
  after: Listing,
  folder: string,
): { changed: string[]; removed: string[] } {
  const start = `${folder}/`;
  const inside = (listing: Listing) => [...listing.keys()].filter((path) => path.startsWith(start));
  const differs = (path: string) => String(before.get(path)) !== String(after.get(path));
  const short = (paths: string[]) => paths.map((path) => path.slice(start.length));
  return {
    changed: short(inside(after).filter(differs)),
    removed: short(inside(before).filter((path) => !after.has(path))),
  };
}
