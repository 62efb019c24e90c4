/**
 * Does the work for every item, at most `limit` at a time, in order. When one throws, `stop` is aborted with its
 * error, no further one starts, and the error is thrown once the others have ended.
 * @returns the results, in the order of the items; those that were not started are missing
 */
export async function runAll<Item, Result>(
  items: readonly Item[],
  limit: number,
  stop: AbortController,
  signal: AbortSignal,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const queue = items.entries();
  const results = new Map<number, Result>();
  const worker = async () => {
    for (const [index, item] of queue) {
      if (signal.aborted) return;
      results.set(index, await work(item, index));
    }
  };
  const watched = async () => {
    try {
      await worker();
    } catch (error) {
      if (!stop.signal.aborted) stop.abort(error);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, watched));
  if (stop.signal.aborted) throw stop.signal.reason;
  return items.flatMap((_, index) => results.get(index) ?? []);
}
