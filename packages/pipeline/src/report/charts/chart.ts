import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([CustomChart, LineChart, ScatterChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer]);

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** An option of ECharts as SVG, in the colours of the page around it. */
export function svgOf(option: EChartsCoreOption, size: Size): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    chart.setOption({ animation: false, textStyle: { color: INK, fontFamily: "inherit" }, ...option });
    // What the library adds for scripts and pointers serves nobody in a still picture.
    return chart
      .renderToSVGString()
      .replaceAll(/<style[^>]*>[\s\S]*?<\/style>/g, "")
      .replaceAll(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, "");
  } finally {
    chart.dispose();
  }
}

export const INK = "var(--ink)";
export const SOFT = "var(--soft)";
const LINE = "var(--line)";
export const PAGE = "var(--page)";
/** The new model is drawn solid, the champion dashed: colour is never the only sign. */
export const MODELS = [
  { color: "var(--new)", line: "solid", symbol: "circle" },
  { color: "var(--old)", line: "dashed", symbol: "triangle" },
] as const;

const axisLines = {
  axisLine: { lineStyle: { color: SOFT } },
  axisTick: { lineStyle: { color: SOFT } },
  splitLine: { lineStyle: { color: LINE } },
};

/** An axis of numbers with its name below or beside it. */
export const numberAxis = (
  name: string,
  { gap = 28, ...rest }: Record<string, unknown> & { gap?: number } = {},
) => ({
  type: "value",
  name,
  nameLocation: "middle",
  nameGap: gap,
  nameTextStyle: { color: SOFT },
  axisLabel: { color: SOFT, hideOverlap: true },
  scale: true,
  ...axisLines,
  ...rest,
});

/** An axis of names from top to bottom; those that find no room end in `…`. */
export const nameAxis = (names: readonly string[], width: number) => ({
  type: "category",
  inverse: true,
  data: [...names],
  // Browsers' fonts are wider than what the library reckons with.
  axisLabel: { color: INK, width: width * 0.8, overflow: "truncate", interval: 0 },
  ...axisLines,
  splitLine: { show: false },
  axisTick: { show: false },
});
