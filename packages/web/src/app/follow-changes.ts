/** All times in milliseconds. Where there can be no stream, it is looked for again after this long. */
const ANOTHER_TRY = 30_000;
/** How often what is shown is asked for while there is no stream. */
const POLL = 4000;
/** What was asked for before the stream was open may have missed a change, and is asked for again after this long. */
const SETTLING = 5000;

/** What following does when something has changed. */
export interface Following {
  /** Asks again for what is shown. */
  refresh(): void;
  /** Asks again for what was asked for before a time. */
  refreshOlder(time: number): void;
}

/**
 * Listens to a stream of server-sent events while the page is in view. Where there is none, because a proxy or another
 * server stands there or too many listen already, the page is refreshed from time to time instead.
 * @returns what ends it
 */
export function followChanges(url: string, { refresh, refreshOlder }: Following): () => void {
  let source: EventSource | undefined;
  let timers: number[] = [];
  const stop = () => {
    source?.close();
    source = undefined;
    for (const timer of timers.splice(0)) window.clearTimeout(timer);
  };
  const start = () => {
    stop();
    const stream = new EventSource(url);
    source = stream;
    stream.onmessage = refresh;
    stream.addEventListener(
      "open",
      () => {
        const opened = Date.now();
        timers.push(window.setTimeout(() => refreshOlder(opened), SETTLING));
      },
      { once: true },
    );
    stream.onerror = () => {
      // A connection that was lost is opened again by the browser; one that was refused is not.
      if (stream.readyState !== EventSource.CLOSED) return;
      timers = [window.setInterval(refresh, POLL), window.setTimeout(start, ANOTHER_TRY)];
    };
  };
  // Browsers allow few connections to one server, so a page that nobody sees keeps none.
  const onVisibility = () => (document.hidden ? stop() : start());
  document.addEventListener("visibilitychange", onVisibility);
  if (!document.hidden) start();
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    stop();
  };
}
