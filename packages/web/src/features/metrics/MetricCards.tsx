import { Group, SegmentedControl, Stack, TextInput } from "@mantine/core";
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

/** A chart of each metric of a run. */
export function MetricCards({ runId, metrics, axis, onAxis, refresh }: Props) {
  const [wanted, setWanted] = useState("");
  const found = metrics
    .filter(({ key }) => key.toLowerCase().includes(wanted.toLowerCase()))
    .sort((a, b) => a.key.localeCompare(b.key));
  if (metrics.length === 0) {
    return <EmptyState title="No metrics">This run has logged no metric.</EmptyState>;
  }
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
      <div className={classes.grid}>
        {found.slice(0, SHOWN).map((metric) => (
          <MetricCard key={metric.key} runId={runId} metric={metric} axis={axis} refresh={refresh} />
        ))}
      </div>
      {found.length > SHOWN && `${found.length - SHOWN} more: type a part of the name.`}
    </Stack>
  );
}
