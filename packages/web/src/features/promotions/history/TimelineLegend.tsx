import type { Origin } from "./origin.js";
import { ORIGIN_LOOKS } from "./origin-looks.js";
import classes from "./Timeline.module.css";

/** What the signs and colours of the timeline mean; only those that are in it. */
export function TimelineLegend({ origins }: { origins: ReadonlySet<Origin> }) {
  return (
    <ul className={classes.legend} aria-label="Meaning of the signs">
      {Object.entries(ORIGIN_LOOKS)
        .filter(([origin]) => origins.has(origin as Origin))
        .map(([origin, { Icon, label, meaning }]) => (
          <li key={origin} className={`${classes.swatch} ${classes[origin]}`} title={meaning}>
            <Icon size={13} aria-hidden />
            {label}
          </li>
        ))}
    </ul>
  );
}
