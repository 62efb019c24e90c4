import { join } from "node:path";
import { sql } from "kysely";
import type { Database, Db } from "../database/database.js";
import { MetricService } from "../metrics/metric-service.js";
import { isFolder } from "./find-units.js";
import { codeOf, Homeless, problemOf } from "./finding.js";
import { forgetExperiment, indexExperiment } from "./index-experiment.js";
import { forgetLoggedModel, indexLoggedModel } from "./index-logged-model.js";
import { forgetRegisteredModel, indexRegisteredModel, versionFolders } from "./index-registered-model.js";
import { forgetRun, indexRun } from "./index-run.js";
import {
  allStates,
  findState,
  fingerprint,
  following,
  listingText,
  removeState,
  saveState,
  unitsOf,
} from "./index-state.js";
import { foldersIn, type Listing, listFiles } from "./listing.js";
import { PARTS, type Reading, type Unit, type UnitKind } from "./unit.js";

const INDEX: Record<UnitKind, (reading: Reading) => Promise<void>> = {
  experiment: indexExperiment,
  run: indexRun,
  "logged-model": indexLoggedModel,
  "registered-model": indexRegisteredModel,
};

const FORGET: Record<UnitKind, (reading: Pick<Reading, "tx" | "unit">) => Promise<void>> = {
  experiment: forgetExperiment,
  run: forgetRun,
  "logged-model": forgetLoggedModel,
  "registered-model": forgetRegisteredModel,
};

/** What is gone is forgotten in this order, so that nothing is left that refers to it. */
const FORGETTING: readonly UnitKind[] = ["registered-model", "logged-model", "run", "experiment"];

/** The longest that others wait for one stretch of reading, in milliseconds. */
const STRETCH = 25;

/** Brings the index in step with the files of single units. */
export class Indexer {
  /** The units in the index, by their folders, with the fingerprints of their files. */
  private readonly known = new Map<string, { unit: Unit; print: string }>();
  private readonly metrics: MetricService;

  constructor(
    private readonly root: string,
    private readonly database: Database,
  ) {
    this.metrics = new MetricService({ database });
  }

  /** Takes up what an index of before knows. */
  async load(): Promise<void> {
    for (const { print, ...unit } of await allStates(this.database.read))
      this.known.set(unit.folder, { unit, print });
  }

  /** The units that were read, those too that are broken. */
  units(): Unit[] {
    return [...this.known.values()].map(({ unit }) => unit);
  }

  isKnown(folder: string): boolean {
    return this.known.has(folder);
  }

  /** Whether the files of a unit differ from what the index knows. It is a look at each file's size and time. */
  isStale(unit: Unit): boolean {
    const listing = this.list(unit, []);
    return this.known.get(unit.folder)?.print !== fingerprint(listingText(listing));
  }

  /** Reads units whose files have changed, a stretch at a time; others get their turn in between. */
  async refresh(units: readonly Unit[]): Promise<void> {
    const waiting = [...units];
    while (waiting.length > 0) {
      const read: { unit: Unit; print: string }[] = [];
      await this.database.write((tx) =>
        following(tx, async () => {
          const until = performance.now() + STRETCH;
          do {
            const unit = waiting.shift();
            if (unit && (await this.readAlone(tx, unit, read))) waiting.unshift(unit);
          } while (waiting.length > 0 && performance.now() < until);
        }),
      );
      for (const entry of read) this.known.set(entry.unit.folder, entry);
    }
  }

  /** Takes units whose folders are gone out of the index. */
  async forget(units: readonly Unit[]): Promise<void> {
    const ordered = FORGETTING.flatMap((kind) => units.filter((unit) => unit.kind === kind));
    for (let done = 0; done < ordered.length; done += 100)
      await this.database.write((tx) =>
        following(tx, async () => {
          for (const unit of ordered.slice(done, done + 100)) await this.forgetOne(tx, unit);
        }),
      );
    for (const { folder } of ordered) this.known.delete(folder);
  }

  private async forgetOne(tx: Db, unit: Unit): Promise<void> {
    await removeState(tx, unit.folder);
    // It may only have moved: into the trash, or out of it.
    if ((await unitsOf(tx, unit.kind, unit.id)).length === 0) await FORGET[unit.kind]({ tx, unit });
  }

  /** Reads one unit so that a failure undoes it alone. @returns whether there is more of it to read */
  private async readAlone(tx: Db, unit: Unit, read: { unit: Unit; print: string }[]): Promise<boolean> {
    const reading = await this.reading(tx, unit);
    await sql.raw("SAVEPOINT slipway_unit").execute(tx);
    try {
      if (looksLikeOne(reading)) await INDEX[unit.kind](reading);
      else reading.after.clear();
    } catch (error) {
      await sql.raw("ROLLBACK TO slipway_unit").execute(tx);
      // Its files count as unread, so that they are read again: the reason may be elsewhere, or pass.
      reading.after = reading.before;
      reading.more = false;
      if (!(error instanceof Homeless) && codeOf(error) !== "ENOENT")
        reading.findings.push({ path: `${unit.folder}/meta.yaml`, problem: problemOf(error) });
    }
    await sql.raw("RELEASE slipway_unit").execute(tx);
    const files = listingText(reading.after);
    await saveState(tx, unit, files, [...reading.findings, ...stillTrue(reading)]);
    read.push({ unit, print: fingerprint(files) });
    return reading.more;
  }

  private async reading(tx: Db, unit: Unit): Promise<Reading> {
    const findings: Reading["findings"] = [];
    const folder = join(this.root, unit.folder);
    const known = await findState(tx, unit.folder);
    const after = this.list(unit, findings);
    const { database, metrics, root } = this;
    const before = known?.listing ?? new Map();
    const earlier = known?.findings ?? [];
    return { tx, database, metrics, root, unit, folder, before, after, findings, earlier, more: false };
  }

  private list(unit: Unit, findings: Reading["findings"]): Listing {
    const folder = join(this.root, unit.folder);
    if (!isFolder(folder)) return new Map();
    const listing = listFiles(folder, PARTS[unit.kind], unit.folder, findings);
    if (unit.kind !== "registered-model") return listing;
    const folders = foldersIn(folder, unit.folder, []).map((name) => `${name}/`);
    const parts = versionFolders(folders).flatMap((name) => [`${name}/meta.yaml`, `${name}/tags`]);
    for (const [path, stamp] of listFiles(folder, parts, unit.folder, findings)) listing.set(path, stamp);
    return listing;
  }
}

/** Findings of before in files that did not change since, and so were not read again. */
const stillTrue = ({ earlier, findings, before, after, unit }: Reading) =>
  earlier.filter(({ path }) => {
    const file = path.slice(unit.folder.length + 1);
    const isSame = after.has(file) && String(after.get(file)) === String(before.get(file));
    return isSame && !findings.some((finding) => finding.path === path);
  });

/**
 * Whether a folder is the unit that its place says it is. Artifacts may lie among runs, in folders that are no
 * runs; one that has a run's files without its meta.yaml is a broken run.
 */
function looksLikeOne({ unit, after, findings }: Reading): boolean {
  if (after.has("meta.yaml")) return true;
  const isBroken =
    unit.kind !== "run" || [...after.keys()].some((path) => /^(?:metrics|params|tags)\//.test(path));
  if (isBroken) findings.push({ path: `${unit.folder}/meta.yaml`, problem: "The file is missing." });
  return false;
}
