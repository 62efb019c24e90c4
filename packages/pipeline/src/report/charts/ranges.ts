import type { CustomSeriesOption } from "echarts/charts";

/** A horizontal bar with an end mark at each side; without, where it goes on beyond the axis. */
export interface Range {
  low: number;
  high: number;
  color: string;
  openLow?: boolean;
  openHigh?: boolean;
}

const END = 5;

/** Bars from `low` to `high`, one a row of the vertical axis. */
export function ranges(rows: readonly (Range | undefined)[], width = 2): CustomSeriesOption {
  const data = rows.flatMap((range, place) => (range ? [[range.low, range.high, place]] : []));
  return {
    type: "custom",
    silent: true,
    data,
    encode: { x: [0, 1], y: 2 },
    z: 2,
    renderItem: (_, api) => {
      const place = Number(api.value(2));
      const { color = "", openLow = false, openHigh = false } = rows[place] ?? {};
      const [x1 = 0, y = 0] = api.coord([api.value(0), place]);
      const [x2 = 0] = api.coord([api.value(1), place]);
      const line = (shape: { x1: number; y1: number; x2: number; y2: number }) => ({
        type: "line" as const,
        shape,
        style: { stroke: color, lineWidth: width },
      });
      const end = (x: number) => line({ x1: x, y1: y - END, x2: x, y2: y + END });
      return {
        type: "group",
        children: [
          line({ x1, y1: y, x2, y2: y }),
          ...(openLow ? [] : [end(x1)]),
          ...(openHigh ? [] : [end(x2)]),
        ],
      };
    },
  };
}
