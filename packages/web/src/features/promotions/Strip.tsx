import type { Configuration } from "@slipway/contract";
import classes from "./Decision.module.css";

interface Props {
  configuration: Configuration;
  scale: (value: number) => number;
}

const WIDTH = 200;
const EDGE = 6;

/** The repeats of a configuration as points, over the band of mean ± spread. */
export function Strip({ configuration: { runs, mean, spread = 0, label }, scale }: Props) {
  const place = (value: number) => EDGE + scale(value) * (WIDTH - 2 * EDGE);
  const values = runs.flatMap(({ value, run_id }) =>
    value !== undefined && Number.isFinite(value) ? [{ value, run_id }] : [],
  );
  return (
    <svg
      className={classes.strip}
      viewBox={`0 0 ${WIDTH} 20`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Repeats of ${label}`}
    >
      <line x1={0} x2={WIDTH} y1={10} y2={10} />
      {mean !== undefined && (
        <line
          className={classes.spread}
          x1={place(mean - spread)}
          x2={place(mean + spread)}
          y1={10}
          y2={10}
        />
      )}
      {values.map(({ value, run_id }) => (
        <circle key={`${run_id}${value}`} cx={place(value)} cy={10} r={3} />
      ))}
    </svg>
  );
}
