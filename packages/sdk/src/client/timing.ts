/** Ends one try, after a time of its own or when the caller gives up. */
export class TimeLimit {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal | undefined;
  readonly #timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the time ran out. */
  expired = false;

  /** @param seconds none for no limit */
  constructor(seconds: number | undefined, outer: AbortSignal | undefined) {
    this.#outer = outer;
    if (outer?.aborted) this.#stop();
    outer?.addEventListener("abort", this.#stop, { once: true });
    if (seconds === undefined) return;
    this.#timer = setTimeout(() => {
      this.expired = true;
      this.#controller.abort();
    }, seconds * 1000);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops the clock. What streams on afterwards still ends with the caller's signal. */
  clear(): void {
    clearTimeout(this.#timer);
    if (this.#timer !== undefined) this.#outer?.removeEventListener("abort", this.#stop);
  }

  readonly #stop = (): void => this.#controller.abort(this.#outer?.reason);
}

/**
 * Waits.
 * @throws the signal's reason when it is aborted meanwhile
 */
export async function pause(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, seconds * 1000);
    signal?.addEventListener("abort", stop, { once: true });
  });
}
