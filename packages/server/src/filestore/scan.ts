import { findUnits, isFolder } from "./find-units.js";
import type { Finding } from "./finding.js";
import type { Indexer } from "./indexer.js";
import type { Unit } from "./unit.js";

/** So many units are looked at before others get their turn. */
const GROUP = 20;

/**
 * Looks at all files, reads the units that have changed and forgets those that are gone.
 * @returns findings in no unit
 */
export async function scanFiles(
  root: string,
  indexer: Indexer,
  isStopped: () => boolean,
): Promise<Finding[]> {
  if (!isFolder(root)) return [{ path: "", problem: `The folder ${root} is not there.` }];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let stale: Unit[] = [];
  for (const unit of findUnits(root, findings)) {
    seen.add(unit.folder);
    if (indexer.isStale(unit)) stale.push(unit);
    if (seen.size % GROUP > 0) continue;
    if (isStopped()) return findings;
    await new Promise(setImmediate);
    await indexer.refresh(stale);
    stale = [];
  }
  await indexer.refresh(stale);
  // What lies in a folder that cannot be read is not gone.
  const hidden = (folder: string) =>
    findings.some(({ path }) => path === "" || folder.startsWith(`${path}/`));
  await indexer.forget(indexer.units().filter(({ folder }) => !seen.has(folder) && !hidden(folder)));
  return findings;
}
