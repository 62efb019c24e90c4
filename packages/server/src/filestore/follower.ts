import { join } from "node:path";
import type { Database } from "../database/database.js";
import { findExperiments, findLoggedModels, findRuns, isFolder, TRASH, unitAt } from "./find-units.js";
import type { Finding } from "./finding.js";
import { selectFindings, unitsOf } from "./index-state.js";
import type { Indexer } from "./indexer.js";
import { scanFiles } from "./scan.js";
import type { Unit, UnitKind } from "./unit.js";
import { type Watching, watchFiles } from "./watch.js";

/** Changes are gathered for so long before they are read, in milliseconds. */
const GATHERING = 100;

/**
 * All files are looked at as often as takes this part of the time, but not more often than each second; and each second
 * where nobody tells of changes of local files.
 */
const SHARE = 1 / 20;
const SHORTEST_PAUSE = 1000;

/** How far the index is behind the files. */
export interface Progress {
  /** Whether changes are told of at once; else they are found by looking at all files. */
  watching: boolean;
  /** Units whose change is known and not yet read. */
  pending: number;
  /** No change that is older than this is missing, in milliseconds. */
  behind: number;
  /** How long a look at all files takes, in milliseconds. */
  scan: number;
}

const ORDER: readonly UnitKind[] = ["experiment", "run", "logged-model", "registered-model"];

/** Keeps the index in step with files that others write: told of changes where it can be, and looking at all of them. */
export class Follower {
  private readonly pending = new Map<string, { unit: Unit; since: number }>();
  private stray: Finding[] = [];
  private watching: Watching | undefined;
  private scanned = { at: 0, took: 0 };
  private timer: NodeJS.Timeout | undefined;
  private gathering: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly root: string,
    private readonly database: Pick<Database, "read">,
    private readonly indexer: Indexer,
    private readonly log: (line: string) => void,
  ) {}

  /** Reads everything once, then follows. */
  async start(): Promise<void> {
    await this.indexer.load();
    // Before the first look, so that no change falls between the two.
    this.watching = await watchFiles(this.root, (paths) => this.note(paths));
    await this.scan();
    this.schedule();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.gathering);
    await this.watching?.stop();
    await this.working;
  }

  progress(): Progress {
    const now = Date.now();
    const oldest = Math.min(now, ...[...this.pending.values()].map(({ since }) => since));
    const watching = this.watching?.active ?? false;
    const unseen = watching ? 0 : now - this.scanned.at;
    return {
      watching,
      pending: this.pending.size,
      behind: Math.max(now - oldest, unseen),
      scan: this.scanned.took,
    };
  }

  /** Why changes are not told of; undefined when they are. */
  get blindness(): string | undefined {
    return this.watching?.reason;
  }

  async findings(): Promise<Finding[]> {
    return [...this.stray, ...(await selectFindings(this.database.read))];
  }

  /** Brings one run up to date, one too that was made a moment ago. */
  async freshenRun(id: string): Promise<void> {
    if (!/^\w[\w-]*$/.test(id)) return;
    const known = await unitsOf(this.database.read, "run", id);
    const units = known.length > 0 ? known : this.lookFor(id);
    const stale = units.filter((unit) => this.indexer.isStale(unit));
    if (stale.length > 0) await this.indexer.refresh(stale);
  }

  /** Says that files were changed, by their paths below the root. */
  note(paths: readonly string[]): void {
    for (const path of paths) {
      const unit = unitAt(path);
      if (unit && !this.pending.has(unit.folder)) this.pending.set(unit.folder, { unit, since: Date.now() });
    }
    if (this.pending.size > 0 && !this.stopped)
      this.gathering ??= setTimeout(() => this.readPending(), GATHERING);
  }

  private lookFor(id: string): Unit[] {
    const experiment = findExperiments(this.root, []).find(({ folder }) =>
      isFolder(join(this.root, folder, id)),
    );
    const unit = experiment && unitAt(`${experiment.folder}/${id}`);
    return experiment && unit ? [experiment, unit] : [];
  }

  private readPending(): void {
    this.gathering = undefined;
    this.enqueue(async () => {
      const noted = [...this.pending.values()].map(({ unit }) => unit);
      const units = noted.flatMap((unit) => [unit, ...this.alsoNew(unit)]);
      const present = units.filter(({ folder }) => isFolder(join(this.root, folder)));
      const ordered = ORDER.flatMap((kind) => present.filter((unit) => unit.kind === kind));
      await this.indexer.refresh(ordered.filter((unit) => this.indexer.isStale(unit)));
      await this.indexer.forget(this.gone(noted));
      for (const { folder } of noted) this.pending.delete(folder);
      // What was noted meanwhile may have been noted too early to be seen.
      if (this.pending.size > 0) this.note([]);
    });
  }

  /** What has to be read besides a unit that was not known yet: its experiment, or all that is in it. */
  private alsoNew(unit: Unit): Unit[] {
    if (this.indexer.isKnown(unit.folder)) return this.movedFrom(unit);
    if (unit.kind === "experiment")
      return [...findRuns(this.root, unit, []), ...findLoggedModels(this.root, unit, [])];
    const experiment = unitAt(unit.folder.replace(/(?<=\d)\/.*$/, ""));
    return experiment && unit.kind !== "registered-model" && !this.indexer.isKnown(experiment.folder)
      ? [experiment]
      : [];
  }

  /** An experiment that has left its folder is most likely in the trash now, or back from it. */
  private movedFrom({ folder }: Unit): Unit[] {
    if (isFolder(join(this.root, folder))) return [];
    const other = unitAt(
      folder.startsWith(`${TRASH}/`) ? folder.slice(TRASH.length + 1) : `${TRASH}/${folder}`,
    );
    return other && isFolder(join(this.root, other.folder)) ? [other, ...this.alsoNew(other)] : [];
  }

  private gone(units: readonly Unit[]): Unit[] {
    const lost = units.filter(({ folder }) => !isFolder(join(this.root, folder)));
    if (lost.length === 0 || !isFolder(this.root)) return [];
    const inside = (folder: string) =>
      lost.some((unit) => folder === unit.folder || folder.startsWith(`${unit.folder}/`));
    return this.indexer.units().filter(({ folder }) => inside(folder));
  }

  private async scan(): Promise<void> {
    const started = Date.now();
    this.stray = await scanFiles(this.root, this.indexer, () => this.stopped);
    this.scanned = { at: started, took: Date.now() - started };
  }

  private schedule(): void {
    if (this.stopped) return;
    const isBlind = !this.watching?.active && !this.watching?.remote;
    const pause = isBlind ? SHORTEST_PAUSE : Math.max(SHORTEST_PAUSE, this.scanned.took / SHARE);
    this.timer = setTimeout(() => {
      this.enqueue(() => this.scan());
      this.working.finally(() => this.schedule());
    }, pause);
    this.timer.unref();
  }

  /** One reading after the other. What fails is tried again with the next look at all files. */
  private enqueue(work: () => Promise<void>): void {
    this.working = this.working.then(work).catch((error: unknown) => {
      this.log(`The files in ${this.root} could not be read: ${String(error)}`);
    });
  }
}
