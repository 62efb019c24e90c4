import { Readable } from "node:stream";

/** A comment is sent so often, in milliseconds: connections on which nothing happens are cut, by proxies too. */
const HEARTBEAT = 20_000;
/** A browser that lost the connection comes back after so long, in milliseconds. */
const RETRY = 2000;

/**
 * The text of server-sent events, each of which says that there is a new state. A reader that is slow to take them gets
 * the newest one, and those before it not at all.
 */
export class EventStream extends Readable {
  private readonly heartbeat = setInterval(() => this.send(":\n\n"), HEARTBEAT).unref();
  private newest: string;
  private told: string;
  private ready = false;

  /**
   * @param state the state at the beginning
   * @param known the state that the reader knows of, when it has been here before
   */
  constructor(state: string, known = state) {
    super({ highWaterMark: 256 });
    this.newest = state;
    this.told = known;
    // An id alone is no event, but what the reader comes back with.
    this.push(`retry: ${RETRY}\nid: ${state}\n\n`);
  }

  /** Says that there is a new state. */
  tell(state: string): void {
    this.newest = state;
    if (state === this.told) return;
    if (this.send(`id: ${state}\ndata: changed\n\n`)) this.told = state;
  }

  /** Ends the stream: the reader comes back, to this server or another one. */
  finish(): void {
    this.push(null);
  }

  override _read(): void {
    this.ready = true;
    this.tell(this.newest);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearInterval(this.heartbeat);
    done(error);
  }

  private send(text: string): boolean {
    if (!this.ready || this.destroyed || this.readableEnded) return false;
    this.ready = this.push(text);
    return true;
  }
}
