import { type endpoints, type InputOf, LIMITS } from "@slipway/contract";

type LogBatch = InputOf<typeof endpoints.runs.logBatch>;

/** What is logged together; each list may have any length. */
export type Batch = Pick<LogBatch, "metrics" | "params" | "tags">;

/** Cuts a batch into pieces that the protocol's limits allow: params first, so that a conflict shows early. */
export function* batchesOf({ params = [], metrics = [], tags = [] }: Batch): Generator<Batch> {
  const rest = { params: [...params], metrics: [...metrics], tags: [...tags] };
  do {
    let room: number = LIMITS.batch.total;
    const take = <T>(list: T[], limit: number): T[] => {
      const taken = list.splice(0, Math.min(limit, room));
      room -= taken.length;
      return taken;
    };
    yield {
      params: take(rest.params, LIMITS.batch.params),
      tags: take(rest.tags, LIMITS.batch.tags),
      metrics: take(rest.metrics, LIMITS.batch.metrics),
    };
  } while (rest.params.length > 0 || rest.metrics.length > 0 || rest.tags.length > 0);
}
