import { Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import type { Metric } from "@slipway/contract";
import { useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { MetricCard } from "./MetricCard.js";
import classes from "./MetricCards.module.css";
import type { Axis } from "./metric-series.js";

/** More charts than this on one page are reached by a part of their name. */
const SHOWN = 120;

interface Props {
  runId: string;
  metrics: readonly Metric[];
  axis: Axis;
  onAxis: (axis: Axis) => void;
  /** How often to ask again, in milliseconds. */
  refresh: number | false;
}

/** A chart of each metric of a run; those that have but one value come last. */
export function MetricCards({ runId, metrics, axis, onAxis, refresh }: Props) {
  const [wanted, setWanted] = useState("");
  if (metrics.length === 0) {
    return <EmptyState title="No metrics">This run has logged no metric.</EmptyState>;
  }
  const found = metrics
    .filter(({ key }) => key.toLowerCase().includes(wanted.toLowerCase()))
    .sort((a, b) => a.key.localeCompare(b.key));
  const shown = found.slice(0, SHOWN);
  // Only the history says for sure; a latest step of 0 is what a metric has that was logged once.
  const once = shown.filter(({ step }) => Number(step) === 0);
  const curves = shown.filter((metric) => !once.includes(metric));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <TextInput
          aria-label="Search metrics"
          placeholder="Search metrics"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <SegmentedControl
          size="xs"
          aria-label="Drawn over"
          value={axis}
          onChange={(value) => onAxis(value === "time" ? "time" : "step")}
          data={[
            { value: "step", label: "Step" },
            { value: "time", label: "Time" },
          ]}
        />
      </Group>
      {[curves, once]
        .filter((group) => group.length > 0)
        .map((group) => (
          <div key={group === once ? "once" : "curves"} className={classes.grid}>
            {group.map((metric) => (
              <MetricCard key={metric.key} runId={runId} metric={metric} axis={axis} refresh={refresh} />
            ))}
          </div>
        ))}
      {found.length > SHOWN && (
        <Text fz="sm" c="dimmed">{`${found.length - SHOWN} more: type a part of the name.`}</Text>
      )}
    </Stack>
  );
}
