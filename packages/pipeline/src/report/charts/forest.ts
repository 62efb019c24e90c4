import type { ForestFigure } from "../figure.js";
import { INK, nameAxis, numberAxis, PAGE, SOFT, svgOf } from "./chart.js";
import { chartText } from "./chart-text.js";
import { ranges } from "./ranges.js";

const ROW_HEIGHT = 30;

/** Mean (diamond), standard deviation (bar) and each repeat (dot) of every configuration; the selected one is filled. */
export function forestChart({ metric, rows }: ForestFigure, width: number): string {
  const names = rows.map(({ label, selected, eligible }) => {
    const sign = selected ? "▶ " : eligible ? "" : "✕ ";
    return sign + chartText(label);
  });
  const labels = Math.round(width * 0.34);
  const color = (selected: boolean) => (selected ? "var(--new)" : SOFT);
  const option = {
    grid: { left: labels + 12, right: 20, top: 6, bottom: 46 },
    xAxis: numberAxis(chartText(metric)),
    yAxis: nameAxis(names, labels),
    series: [
      ranges(
        rows.map(({ mean, spread, selected }) =>
          spread === undefined
            ? undefined
            : { low: mean - spread, high: mean + spread, color: color(selected) },
        ),
      ),
      {
        type: "scatter",
        symbol: "circle",
        symbolSize: 8,
        z: 3,
        itemStyle: { color: "transparent", borderColor: INK, borderWidth: 1, opacity: 0.75 },
        data: rows.flatMap(({ repeats }, place) => repeats.map((value) => [value, place])),
      },
      {
        type: "scatter",
        symbol: "diamond",
        symbolSize: 13,
        z: 4,
        data: rows.map(({ mean, selected }, place) => ({
          value: [mean, place],
          itemStyle: {
            color: selected ? color(true) : PAGE,
            borderColor: color(selected),
            borderWidth: 2,
            opacity: 1,
          },
        })),
      },
    ],
  };
  return svgOf(option, { width, height: rows.length * ROW_HEIGHT + 54 });
}
