import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useInViewport } from "@mantine/hooks";
import type { Metric } from "@slipway/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import { curveStyle, useChartColours } from "../../ui/chart/chart-colours.js";
import { ErrorState } from "../../ui/ErrorState.js";
import { bandOf } from "./curve-band.js";
import { axisOf, type CurveView } from "./curve-view.js";
import classes from "./MetricCards.module.css";
import type { Curve } from "./MetricChart.js";
import { metricQueries, pointsOfEach } from "./metric-queries.js";
import { seriesOf, stepsWithin } from "./metric-series.js";

const MetricChart = lazy(async () => ({ default: (await import("./MetricChart.js")).MetricChart }));

/** Of a chart, in pixels. */
const HEIGHT = 170;

/** Runs whose curves are drawn as one: their mean, and a band around it. */
export interface CurveGroup {
  label: string;
  /** Where they stand among the runs. */
  places: readonly number[];
}

/** A run whose curve is drawn. */
export interface CurveRun {
  runId: string;
  name: string;
}

interface Props {
  metric: string;
  /** Each keeps its colour by its place. */
  runs: readonly CurveRun[];
  /** Absent: each run has its own curve. */
  groups?: readonly CurveGroup[] | undefined;
  /** Whether a history is to be expected; without one no place is kept for a chart. */
  expected: boolean;
  /** What stands beside the name. */
  beside?: ReactNode;
  view: CurveView;
}

/** One metric of some runs: its history, fetched once it comes into view, and in detail where one zooms in. */
export function MetricCard({ metric, runs, groups, expected, beside, view }: Props) {
  const { ref, inViewport } = useInViewport<HTMLElement>();
  const [range, setRange] = useState<readonly [number, number]>();
  const { whole, detail } = useHistories(runs, metric, view, range, inViewport);
  const colours = useChartColours();
  const histories = detail ?? whole.data;
  const drawn = useMemo(
    () => histories && curvesOf(histories, { runs, groups, view, colours }),
    [histories, runs, groups, view, colours],
  );
  const height = expected ? HEIGHT : 0;
  return (
    <Stack ref={ref} gap={4} className={classes.card} component="article" aria-label={metric}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text fz="sm" fw={500} truncate title={metric}>
          {metric}
        </Text>
        {beside}
      </Group>
      {whole.error && !whole.data ? (
        <ErrorState error={whole.error} retry={() => void whole.refetch()} />
      ) : (
        <Suspense fallback={<Skeleton height={height} />}>
          {!drawn && <Skeleton height={height} />}
          {drawn?.curves.some(({ points }) => points.length > 1) && (
            <MetricChart
              metric={metric}
              curves={drawn.curves}
              view={view}
              range={range}
              onZoom={(from, to) => setRange([from, to])}
              height={HEIGHT}
            />
          )}
        </Suspense>
      )}
      <Group justify="space-between" mih={22} wrap="nowrap" align="flex-start">
        <Text fz="xs" c="dimmed">
          {drawn ? describe(drawn, runs.length, groups && bandText(view)) : " "}
        </Text>
        {range && (
          <Button
            size="compact-xs"
            variant="subtle"
            style={{ flexShrink: 0 }}
            onClick={() => setRange(undefined)}
          >
            Whole curve
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** The whole of the histories, and the part in view once it is there. */
function useHistories(
  runs: readonly CurveRun[],
  metric: string,
  view: CurveView,
  range: readonly [number, number] | undefined,
  inViewport: boolean,
) {
  const over = axisOf(view);
  const ids = useMemo(() => runs.map(({ runId }) => runId), [runs]);
  const whole = useQuery({
    ...metricQueries.samples(ids, metric, undefined),
    enabled: inViewport,
  });
  const { data } = whole;
  const steps = useMemo(() => {
    if (!range || !data) return undefined;
    const parts = Object.values(data).flatMap((history) => stepsWithin(history, over, range) ?? []);
    if (parts.length === 0) return undefined;
    return {
      start: Math.min(...parts.map(({ start }) => start)),
      end: Math.max(...parts.map(({ end }) => end)),
    };
  }, [range, data, over]);
  const part = useQuery({
    ...metricQueries.samples(ids, metric, steps),
    enabled: steps !== undefined,
    placeholderData: keepPreviousData,
  });
  // A time since the start has its start in the whole alone.
  return { whole, detail: steps && over !== "relative" ? part.data : undefined };
}

interface Drawn {
  curves: Curve[];
  count: number;
  undrawn: number;
  sampled: boolean;
}

interface Drawing {
  runs: readonly CurveRun[];
  groups: readonly CurveGroup[] | undefined;
  view: CurveView;
  colours: ReturnType<typeof useChartColours>;
}

function curvesOf(
  histories: Readonly<Record<string, readonly Metric[]>>,
  { runs, groups, view, colours }: Drawing,
): Drawn {
  const limit = pointsOfEach(runs.length);
  const series = runs.map(({ runId }) => seriesOf(histories[runId] ?? [], axisOf(view)));
  const drawn: Drawn = {
    curves: [],
    count: series.reduce((sum, { points }) => sum + points.length, 0),
    undrawn: series.reduce((sum, { undrawn }) => sum + undrawn, 0),
    sampled: series.some(({ points }) => points.length >= limit),
  };
  const lookOf = (place: number) => {
    const { color, type: dash } = curveStyle(place, colours);
    return { color, dash };
  };
  if (groups) {
    drawn.curves = groups.map(({ label, places }, place) => {
      const { mean, ...band } = bandOf(
        places.map((run) => series[run]?.points ?? []),
        view.band ?? "sd",
      );
      return { name: label, points: mean, band, ...lookOf(place) };
    });
  } else {
    drawn.curves = series.map(({ points }, place) => {
      const look = runs.length > 1 ? lookOf(place) : { color: colours.line, dash: "solid" as const };
      return { name: runs[place]?.name ?? "", points, ...look };
    });
  }
  return drawn;
}

/** What a curve of a group is. */
const bandText = ({ band }: CurveView): string =>
  band === "range" ? "mean, band from least to greatest" : "mean ± 1 standard deviation";

function describe({ count, undrawn, sampled }: Drawn, runs: number, band: string | undefined): string {
  const points = `${count.toLocaleString("en-US")} ${count === 1 ? "point" : "points"}`;
  const whose = runs > 1 ? ` of ${runs} runs` : "";
  const some = sampled ? ", a sample: draw over a part to see more" : "";
  const gaps = undrawn === 0 ? "" : `, ${undrawn.toLocaleString("en-US")} of them NaN or infinite`;
  return `${points}${whose}${band ? `: ${band}` : ""}${gaps}${some}`;
}
