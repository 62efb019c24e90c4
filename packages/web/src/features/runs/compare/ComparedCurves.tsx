import type { Run } from "@slipway/contract";
import { useMemo } from "react";
import type { CurveView } from "../../metrics/curve-view.js";
import { MetricCards } from "../../metrics/MetricCards.js";
import { nameOf } from "../run-values.js";

interface Props {
  runs: readonly Run[];
  view: CurveView;
  onView: (part: CurveView) => void;
}

/** A chart of each metric that has a history, with a curve for each run. */
export function ComparedCurves({ runs, view, onView }: Props) {
  const curves = useMemo(() => runs.map((run) => ({ runId: run.info.run_id, name: nameOf(run) })), [runs]);
  const metrics = useMemo(() => {
    const points = runs.flatMap((run) => run.data.metrics);
    const keys = [...new Set(points.map(({ key }) => key))];
    const long = new Set(points.filter(({ step }) => Number(step) !== 0).map(({ key }) => key));
    return keys.filter((key) => long.has(key)).map((key) => ({ key, curve: true }));
  }, [runs]);
  return (
    <MetricCards
      runs={curves}
      metrics={metrics}
      view={view}
      onView={onView}
      none="None of these runs logged a metric more than once."
    />
  );
}
