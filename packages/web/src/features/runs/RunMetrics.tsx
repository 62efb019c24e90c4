import { Text } from "@mantine/core";
import type { Run } from "@slipway/contract";
import { useMemo } from "react";
import { NumberText } from "../../ui/NumberText.js";
import type { CurveView } from "../metrics/curve-view.js";
import { MetricCards } from "../metrics/MetricCards.js";
import { nameOf } from "./run-values.js";

interface Props {
  run: Run;
  view: CurveView;
  onView: (part: CurveView) => void;
}

/** The metrics of a run, each with its curve and its latest value. */
export function RunMetrics({ run, view, onView }: Props) {
  const name = nameOf(run);
  const { run_id: runId } = run.info;
  const runs = useMemo(() => [{ runId, name }], [runId, name]);
  const metrics = run.data.metrics.map(({ key, step, value }) => ({
    key,
    curve: Number(step) !== 0,
    beside: (
      <Text fz="sm">
        <NumberText value={value} />
      </Text>
    ),
  }));
  return <MetricCards runs={runs} metrics={metrics} view={view} onView={onView} />;
}
