import type { CustomSeriesRenderItem } from "echarts";

/** Half the length of the strokes at the ends, in pixels. */
const CAP = 5;

/** Draws rows of [place on the vertical axis, from, to] as lines with a stroke at each end. */
export function errorBar(color: string): CustomSeriesRenderItem {
  return (_, api) => {
    const [from, to] = [api.coord([api.value(1), api.value(0)]), api.coord([api.value(2), api.value(0)])];
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: "line" as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: color, lineWidth: 1.5 },
    });
    const [left, right, middle] = [from[0] ?? 0, to[0] ?? 0, from[1] ?? 0];
    return {
      type: "group",
      children: [
        line(left, middle, right, middle),
        line(left, middle - CAP, left, middle + CAP),
        line(right, middle - CAP, right, middle + CAP),
      ],
    };
  };
}
