import { Group, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { EmptyState } from "../../ui/EmptyState.js";
import { SearchBox } from "../../ui/SearchBox.js";
import { Section } from "../../ui/Section.js";
import { CurveControls } from "./CurveControls.js";
import type { CurveView } from "./curve-view.js";
import { type CurveGroup, type CurveRun, MetricCard } from "./MetricCard.js";
import classes from "./MetricCards.module.css";
import { groupMetrics } from "./metric-groups.js";

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
  /** Absent: each run has its own curve. */
  groups?: readonly CurveGroup[] | undefined;
  metrics: readonly CardMetric[];
  view: CurveView;
  onView: (part: CurveView) => void;
  /** What it means that there is no metric. */
  none?: string;
}

/** A chart of each metric of some runs; those that have but one value come after the curves, the machine's last. */
export function MetricCards({ runs, groups, metrics, view, onView, none }: Props) {
  if (metrics.length === 0) {
    return <EmptyState title="No metrics">{none ?? "This run has logged no metric."}</EmptyState>;
  }
  const { find = "" } = view;
  const found = metrics.filter(({ key }) => key.toLowerCase().includes(find.toLowerCase()));
  let left = SHOWN;
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <SearchBox
          label="Search metrics"
          value={find}
          onChange={(text) => onView({ find: text || undefined })}
        />
        <CurveControls view={view} onChange={onView} />
      </Group>
      {found.length === 0 && (
        <Text fz="sm" c="dimmed">
          No metric has this in its name.
        </Text>
      )}
      {groupMetrics(found).map(({ kind, title, cards }) => {
        const shown = cards.slice(0, Math.max(0, left));
        left -= cards.length;
        const grid = (
          <div key={kind} className={classes.grid}>
            {shown.map(({ key, curve, beside }) => (
              <MetricCard
                key={key}
                metric={key}
                runs={runs}
                groups={groups}
                expected={curve}
                beside={beside}
                view={view}
              />
            ))}
          </div>
        );
        if (title === undefined) return grid;
        return (
          <Section key={kind} title={title} count={cards.length}>
            {grid}
          </Section>
        );
      })}
      {found.length > SHOWN && (
        <Text fz="sm" c="dimmed">{`${found.length - SHOWN} more: type a part of the name.`}</Text>
      )}
    </Stack>
  );
}
