import { Link } from "@tanstack/react-router";
import { formatDuration } from "../../ui/format/format-duration.js";
import { StatusSign } from "../../ui/StatusSign.js";
import { durationOf } from "../runs/run-values.js";
import classes from "./Builds.module.css";
import type { Repeat } from "./configurations.js";
import { STATES, stateOf } from "./count-states.js";

/** One training as a sign of its state that leads to its run. */
export function RepeatChip({ repeat, live }: { repeat: Repeat; live: boolean }) {
  const { run, label } = repeat;
  const state = stateOf(repeat, live);
  const { word, tone } = STATES[state];
  const duration = run && durationOf(run, Date.now());
  const told = [label, word, duration === undefined ? undefined : formatDuration(duration)]
    .filter(Boolean)
    .join(" · ");
  if (!run)
    return (
      <span className={classes.chip} data-open title={told} role="img" aria-label={told}>
        <StatusSign tone={tone} size={14} />
      </span>
    );
  return (
    <Link
      to="/runs/$runId"
      params={{ runId: run.info.run_id }}
      search={{}}
      className={classes.chip}
      data-live={state === "RUNNING" || undefined}
      title={told}
      aria-label={told}
    >
      <StatusSign tone={tone} size={16} />
    </Link>
  );
}
