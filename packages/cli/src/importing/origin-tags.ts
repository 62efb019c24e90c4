import type { KeyValue } from "@slipway/contract";

/** Where something came from: its id in the source. A second start finds by it what is there already. */
export const ORIGIN = "slipway.import.id";
/** Set last: without it, what is there was cut off and is made anew. */
export const COMPLETE = "slipway.import.complete";

/** A run's name, which is a tag too, and perhaps not in the source. */
const UNCOUNTED = new Set([ORIGIN, COMPLETE, "mlflow.runName", "mlflow.modelVersions"]);

/** The tags that count: those that the source has, too. */
export const countedTags = (tags: readonly KeyValue[]): number =>
  tags.filter(({ key }) => !UNCOUNTED.has(key)).length;

export const tagOf = (tags: readonly KeyValue[], key: string): string | undefined =>
  tags.find((tag) => tag.key === key)?.value;

/** Tags of the source that another import left there are none of the thing itself. */
export const withoutOrigin = (tags: readonly KeyValue[]): KeyValue[] =>
  tags.filter(({ key }) => key !== ORIGIN && key !== COMPLETE);
