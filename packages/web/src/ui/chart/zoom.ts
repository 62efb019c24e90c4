import type { ECharts } from "echarts/core";

/** What a chart's options need so that a part of its x axis can be drawn over. */
export const ZOOMABLE = {
  toolbox: {
    // The pointer selects at once: there is no button to press before.
    itemSize: 0,
    feature: { dataZoom: { yAxisIndex: false as const, icon: { zoom: "path://", back: "path://" } } },
  },
};

/** Lets the pointer select a part of the x axis. */
export function selectToZoom(chart: ECharts): void {
  chart.dispatchAction({ type: "takeGlobalCursor", key: "dataZoomSelect", dataZoomSelectActive: true });
}

/** The part of the x axis that was selected; undefined for an event that is none. */
export function zoomedTo(event: unknown): [from: number, to: number] | undefined {
  const { batch } = event as { batch?: { startValue?: number; endValue?: number }[] };
  const { startValue, endValue } = batch?.[0] ?? {};
  return startValue === undefined || endValue === undefined ? undefined : [startValue, endValue];
}
