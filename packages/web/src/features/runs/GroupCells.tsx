import type { Run, RunStatus } from "@slipway/contract";
import { formatNumber } from "../../ui/format/format-number.js";
import { Nothing } from "../../ui/Nothing.js";
import classes from "./RunColumns.module.css";
import { RunStatusBadge } from "./RunStatusBadge.js";
import type { MetricSummary, RunGroup } from "./run-groups.js";

/** The mean of a metric over the finished runs of a group, and how far they lie apart. */
export function MetricSpread({ summary }: { summary: MetricSummary | undefined }) {
  if (!summary) return <Nothing />;
  const { count, mean, spread, least, most } = summary;
  const whole =
    count === 1
      ? `${mean}, of 1 finished run`
      : `Mean ${mean} ± ${spread}, the standard deviation over ${count} finished runs; from ${least} to ${most}`;
  return (
    <span className="numeric" title={whole}>
      {formatNumber(mean)}
      {spread !== undefined && <span className="dimmed"> ±{formatNumber(spread)}</span>}
    </span>
  );
}

/** What all the runs of a group have, else how many different values there are. */
export function SharedValue({
  group,
  textOf,
}: {
  group: RunGroup;
  textOf: (run: Run) => string | undefined;
}) {
  const values = new Set(group.runs.map(textOf));
  if (values.size > 1) return <span className="dimmed">{`${values.size} values`}</span>;
  const [value] = values;
  return value ? <span title={value}>{value}</span> : <Nothing />;
}

/** How the runs of a group stand: a sign for each state, with their number. */
export function GroupStatus({ group }: { group: RunGroup }) {
  const counts = new Map<RunStatus, number>();
  for (const { info } of group.runs) counts.set(info.status, (counts.get(info.status) ?? 0) + 1);
  if (counts.size === 1) return <RunStatusBadge status={group.runs[0]?.info.status ?? "FINISHED"} />;
  return (
    <span className={classes.states}>
      {[...counts].map(([status, count]) => (
        <span key={status} title={`${count} ${status}`}>
          <RunStatusBadge status={status} shown={String(count)} />
        </span>
      ))}
    </span>
  );
}
