/** A difference with what is known of where it truly lies. */
export interface Delta {
  estimate: number;
  /** Null where the interval has no end. */
  interval?: readonly [low: number | null, high: number | null] | undefined;
  /** What a gate asks for. */
  limit?: number | undefined;
}

/** Places between 0 and 1 on one axis for several differences; 0 is always on it. */
export function deltaScale(deltas: readonly Delta[]): (value: number) => number {
  const values = deltas.flatMap(({ estimate, interval = [null, null], limit }) => [
    estimate,
    ...interval,
    limit ?? null,
  ]);
  const known = [0, ...values.filter((value): value is number => value !== null && Number.isFinite(value))];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = (most - least || 1) * 0.06;
  return (value) => Math.min(1, Math.max(0, (value - least + room) / (most - least + 2 * room)));
}
