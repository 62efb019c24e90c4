import type { Database } from "../database/database.js";
import { type Subject, stateOf } from "./subject.js";

/** The states of all subjects are asked for as often as takes this part of the time, but not more often than each second. */
const SHARE = 1 / 20;
const SHORTEST_PAUSE = 1000;

/** The state of what was deleted while somebody listened. */
const GONE = "gone";

/** Told of each new state. */
type Listener = (state: string) => void;

/** A state, and what ends the listening. */
interface Listening {
  state: string;
  stop(): void;
}

interface Watched {
  subject: Subject;
  state: string;
  listeners: Set<Listener>;
}

/**
 * Notices that something has changed, whoever changed it: while somebody listens, it asks the database for the state of
 * each subject, once for all who listen to the same one. Writes know nothing of it.
 */
export class Watcher {
  private readonly watched = new Map<string, Watched>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly shortestPause = SHORTEST_PAUSE,
  ) {}

  /**
   * Listens to a subject.
   * @returns its state now, and what ends the listening; undefined when there is no such subject
   */
  async listen(subject: Subject, listener: Listener): Promise<Listening | undefined> {
    const key = `${subject.kind} ${subject.id}`;
    // Asked for anew even where it is watched: what is known may be older than what the listener has seen.
    const state = await stateOf(this.database, subject);
    if (state === undefined) return undefined;
    const watched = this.watched.get(key) ?? { subject, state, listeners: new Set<Listener>() };
    this.watched.set(key, watched);
    watched.listeners.add(listener);
    this.schedule(this.shortestPause);
    const stop = () => {
      if (watched.listeners.delete(listener) && watched.listeners.size === 0) this.watched.delete(key);
    };
    return { state, stop };
  }

  /** How many subjects are asked for. */
  get size(): number {
    return this.watched.size;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.looking;
  }

  private schedule(pause: number): void {
    if (this.closed || this.watched.size === 0 || this.timer) return;
    this.timer = setTimeout(() => {
      this.looking = this.look();
    }, pause);
  }

  private async look(): Promise<void> {
    const started = performance.now();
    for (const watched of [...this.watched.values()]) if (!this.closed) await this.lookAt(watched);
    this.timer = undefined;
    this.schedule(Math.max(this.shortestPause, (performance.now() - started) / SHARE));
  }

  private async lookAt(watched: Watched): Promise<void> {
    let state: string;
    try {
      state = (await stateOf(this.database, watched.subject)) ?? GONE;
    } catch {
      // Who asks for the data itself is told what is wrong; the next look may find the database again.
      return;
    }
    if (state === watched.state) return;
    watched.state = state;
    for (const listener of watched.listeners) listener(state);
  }
}
