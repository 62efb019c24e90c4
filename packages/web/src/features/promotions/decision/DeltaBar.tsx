import type { CSSProperties } from "react";
import classes from "./Deltas.module.css";
import type { Delta } from "./delta-scale.js";

interface Props {
  delta: Delta;
  scale: (value: number) => number;
  /** Whether it does not pass. */
  failed: boolean;
}

const at = (place: number): CSSProperties => ({ left: `${(place * 100).toFixed(2)}%` });

/** A difference with its interval beside the line of no difference. The figures stand in the same row. */
export function DeltaBar({ delta: { estimate, interval, limit }, scale, failed }: Props) {
  const [low, high] = interval ?? [undefined, undefined];
  const from = low === undefined ? undefined : low === null ? 0 : scale(low);
  const to = high === undefined ? undefined : high === null ? 1 : scale(high);
  return (
    <span className={classes.track} data-failed={failed || undefined} aria-hidden>
      <span className={classes.zero} style={at(scale(0))} />
      {limit !== undefined && limit !== 0 && <span className={classes.limit} style={at(scale(limit))} />}
      {from !== undefined && to !== undefined && (
        <span
          className={classes.range}
          data-open-low={low === null || undefined}
          data-open-high={high === null || undefined}
          style={{ ...at(from), width: `${((to - from) * 100).toFixed(2)}%` }}
        />
      )}
      {interval === undefined && (
        <span
          className={classes.stem}
          style={{
            ...at(Math.min(scale(0), scale(estimate))),
            width: `${(Math.abs(scale(estimate) - scale(0)) * 100).toFixed(2)}%`,
          }}
        />
      )}
      <span className={classes.point} style={at(scale(estimate))} />
    </span>
  );
}
