import { differenceText } from "../../gates/verdict-text.js";
import type { DeltaFigure } from "../figure.js";
import { INK, nameAxis, numberAxis, svgOf } from "./chart.js";
import { chartText } from "./chart-text.js";
import { ranges } from "./ranges.js";

const ROW_HEIGHT = 36;

/** Differences with their intervals beside the line of no difference, and the one that was asked for. */
export function deltaChart(figure: DeltaFigure, width: number): string {
  const { metric, rows, limit, better } = figure;
  const { low, high } = extent(figure);
  const labels = Math.round(
    Math.min(width * 0.3, 14 + 8 * Math.max(...rows.map(({ label }) => label.length))),
  );
  const color = (failed: boolean) => (failed ? "var(--bad)" : "var(--new)");
  const line = (value: number, name: string, type: string) => ({
    xAxis: value,
    lineStyle: { color: INK, type, width: 1 },
    label: { formatter: name, color: INK, position: "start", distance: 4 },
  });
  const option = {
    grid: { left: labels + 16, right: 24, top: 22, bottom: 46 },
    xAxis: numberAxis(
      `difference of ${chartText(metric)} (${better === "higher" ? "better →" : "← better"})`,
      {
        min: low,
        max: high,
        axisLabel: {
          color: "var(--soft)",
          hideOverlap: true,
          showMinLabel: false,
          showMaxLabel: false,
          formatter: tick,
        },
      },
    ),
    yAxis: nameAxis(
      rows.map(({ label }) => chartText(label)),
      labels,
    ),
    series: [
      ranges(
        rows.map(({ interval, failed }) => {
          if (!interval) return undefined;
          const [from, to] = interval;
          const ends = { openLow: from === null, openHigh: to === null };
          return { low: from ?? low, high: to ?? high, color: color(failed), ...ends };
        }),
        3,
      ),
      {
        type: "scatter",
        symbolSize: 13,
        z: 4,
        data: rows.map(({ estimate, failed }, place) => ({
          value: [estimate, place],
          symbol: failed ? "rect" : "diamond",
          itemStyle: { color: color(failed), opacity: 1 },
          label: { show: true, formatter: differenceText(estimate), position: "top", color: INK },
        })),
        markLine: {
          silent: true,
          symbol: "none",
          data: [line(0, "", "solid"), ...(limit ? [line(limit.value, limit.name, "dashed")] : [])],
        },
      },
    ],
  };
  return svgOf(option, { width, height: rows.length * ROW_HEIGHT + 72 });
}

const tick = (value: number): string =>
  value === 0 ? "0" : `${value > 0 ? "+" : "−"}${Math.abs(Number(value.toPrecision(4)))}`;

function extent({ rows, limit }: DeltaFigure): { low: number; high: number } {
  const values = rows.flatMap(({ estimate, interval = [null, null] }) => [estimate, ...interval]);
  const known = [0, limit?.value ?? 0, ...values.filter((value) => value !== null)];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = (most - least || 1) * 0.12;
  return { low: least - room, high: most + room };
}
