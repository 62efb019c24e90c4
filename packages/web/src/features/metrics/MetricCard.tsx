import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import type { Metric } from "@slipway/contract";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo } from "react";
import { ErrorState } from "../../ui/ErrorState.js";
import { NumberText } from "../../ui/NumberText.js";
import classes from "./MetricCards.module.css";
import { MOST_POINTS, metricQueries } from "./metric-queries.js";
import { type Axis, type Series, seriesOf } from "./metric-series.js";

const MetricChart = lazy(async () => ({ default: (await import("./MetricChart.js")).MetricChart }));

/** Of a chart, in pixels. */
const HEIGHT = 170;

interface Props {
  runId: string;
  /** The latest point. */
  metric: Metric;
  axis: Axis;
  /** How often to ask again, in milliseconds. */
  refresh: number | false;
}

/** One metric of a run: its latest value and its history, fetched once it comes into view. */
export function MetricCard({ runId, metric, axis, refresh }: Props) {
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const history = useQuery({
    ...metricQueries.history(runId, metric.key, inViewport && refresh),
    enabled: inViewport,
  });
  const series = useMemo(() => history.data && seriesOf(history.data, axis), [history.data, axis]);
  const height = Number(metric.step) === 0 ? 0 : HEIGHT;
  return (
    <Stack ref={ref} gap={4} className={classes.card} component="article" aria-label={metric.key}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text fz="sm" fw={500} truncate title={metric.key}>
          {metric.key}
        </Text>
        <Text fz="sm">
          <NumberText value={metric.value} />
        </Text>
      </Group>
      {history.error && !history.data ? (
        <ErrorState error={history.error} retry={() => void history.refetch()} />
      ) : (
        <Suspense fallback={<Skeleton height={height} />}>
          {!series && <Skeleton height={height} />}
          {series && series.points.length > 1 && (
            <MetricChart metric={metric.key} series={series} axis={axis} height={HEIGHT} />
          )}
        </Suspense>
      )}
      <Text fz="xs" c="dimmed">
        {series ? describe(series) : "\u00a0"}
      </Text>
    </Stack>
  );
}

function describe({ points, undrawn }: Series): string {
  const start = points.length >= MOST_POINTS ? "the first " : "";
  const count = `${start}${points.length.toLocaleString("en-US")} ${points.length === 1 ? "point" : "points"}`;
  return undrawn === 0 ? count : `${count}, ${undrawn.toLocaleString("en-US")} of them NaN or infinite`;
}
