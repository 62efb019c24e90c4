import type { CSSProperties } from "react";
import { formatDuration } from "../../ui/format/format-duration.js";
import { formatNumber } from "../../ui/format/format-number.js";
import classes from "./Builds.module.css";
import type { MatrixConfiguration } from "./configurations.js";
import { RepeatChip } from "./RepeatChip.js";
import type { RepeatSummary } from "./summarize.js";

interface Props {
  configuration: MatrixConfiguration;
  summary: RepeatSummary;
  /** Where its mean lies between the least and the greatest of the grid, from 0 to 1; the ground is shaded by it. */
  share: number;
  /** Whether its runs are listed. */
  current: boolean;
  /** Whether a release selected it. */
  selected: boolean;
  /** Whether the build still runs. */
  live: boolean;
  onChoose: () => void;
}

/** One configuration in the grid: its mean, each repeat with its state, and how long one takes. */
export function MatrixCell({ configuration, summary, share, current, selected, live, onChoose }: Props) {
  const { label, repeats } = configuration;
  const { mean, spread, duration } = summary;
  return (
    <td
      className={classes.cell}
      aria-current={current || undefined}
      style={{ "--share": share.toFixed(3) } as CSSProperties}
    >
      <button
        type="button"
        className={classes.value}
        aria-pressed={current}
        title={mean === undefined ? undefined : `${mean}${spread === undefined ? "" : ` ± ${spread}`}`}
        onClick={onChoose}
      >
        <span className="unseen">{label}: </span>
        <strong>{mean === undefined ? "–" : formatNumber(mean)}</strong>
        {spread !== undefined && <small>± {formatNumber(spread)}</small>}
        {selected && <span className={classes.chosen}>Selected</span>}
      </button>
      <div className={classes.repeats}>
        <span className={classes.chips}>
          {repeats.map((repeat, place) => (
            <RepeatChip key={repeat.run?.info.run_id ?? place} repeat={repeat} live={live} />
          ))}
        </span>
        {duration !== undefined && (
          <span className={classes.time} title="How long one takes on average">
            {formatDuration(duration)}
          </span>
        )}
      </div>
    </td>
  );
}
