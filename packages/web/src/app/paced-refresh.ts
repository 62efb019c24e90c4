import type { Query, QueryClient } from "@tanstack/react-query";

/** A page is refreshed for at most this part of the time. */
const SHARE = 1 / 4;
/** How often it is looked whether the page has what it asked for by itself, in milliseconds. */
const LOOK = 100;

/** Whether a query is meant. */
type Which = (query: Query) => boolean;

/**
 * Makes what repeats the queries of a page: one refreshing after the other however often it is asked for, and none
 * while the page itself is asking, whose answers it would throw away.
 * @param mayChange leaves queries out altogether
 */
export function pacedRefresh(queries: QueryClient, mayChange: Which): (which?: Which) => Promise<void> {
  let running: Promise<void> | undefined;
  let waiting: Which[] = [];
  const run = async () => {
    while (waiting.length > 0) {
      while (queries.isFetching({ type: "active", predicate: mayChange }) > 0) await pause(LOOK);
      const meant = waiting;
      waiting = [];
      const started = performance.now();
      await queries.invalidateQueries({
        predicate: (query) => mayChange(query) && meant.some((which) => which(query)),
      });
      await pause((performance.now() - started) * (1 / SHARE - 1));
    }
    running = undefined;
  };
  return (which = () => true) => {
    waiting.push(which);
    running ??= run();
    return running;
  };
}

const pause = (time: number) => new Promise<void>((resolve) => setTimeout(resolve, time));
