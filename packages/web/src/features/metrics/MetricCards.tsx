import { Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { CurveControls } from "./CurveControls.js";
import type { CurveView } from "./curve-view.js";
import { type CurveRun, MetricCard } from "./MetricCard.js";
import classes from "./MetricCards.module.css";

/** More charts than this on one page are reached by a part of their name. */
const SHOWN = 120;

/** A metric that has a card. */
interface CardMetric {
  key: string;
  /** Whether it was logged more than once, as far as its latest step says. */
  curve: boolean;
  beside?: ReactNode;
}

interface Props {
  runs: readonly CurveRun[];
  metrics: readonly CardMetric[];
  view: CurveView;
  onView: (part: CurveView) => void;
  /** How often to ask again, in milliseconds. */
  refresh: number | false;
  /** What it means that there is no metric. */
  none?: string;
}

/** A chart of each metric of some runs; those that have but one value come last. */
export function MetricCards({ runs, metrics, view, onView, refresh, none }: Props) {
  const [wanted, setWanted] = useState("");
  if (metrics.length === 0) {
    return <EmptyState title="No metrics">{none ?? "This run has logged no metric."}</EmptyState>;
  }
  const found = metrics
    .filter(({ key }) => key.toLowerCase().includes(wanted.toLowerCase()))
    .sort((a, b) => a.key.localeCompare(b.key));
  const shown = found.slice(0, SHOWN);
  // Only the history says for sure; a latest step of 0 is what a metric has that was logged once.
  const groups = [shown.filter(({ curve }) => curve), shown.filter(({ curve }) => !curve)];
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <TextInput
          aria-label="Search metrics"
          placeholder="Search metrics"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <CurveControls view={view} onChange={onView} />
      </Group>
      {groups
        .filter((group) => group.length > 0)
        .map((group) => (
          <div key={group === groups[0] ? "curves" : "once"} className={classes.grid}>
            {group.map(({ key, curve, beside }) => (
              <MetricCard
                key={key}
                metric={key}
                runs={runs}
                expected={curve}
                beside={beside}
                view={view}
                refresh={refresh}
              />
            ))}
          </div>
        ))}
      {found.length > SHOWN && (
        <Text fz="sm" c="dimmed">{`${found.length - SHOWN} more: type a part of the name.`}</Text>
      )}
    </Stack>
  );
}
