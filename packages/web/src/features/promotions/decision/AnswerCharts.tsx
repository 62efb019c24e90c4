import { Stack, Text } from "@mantine/core";
import type { Evaluation } from "@slipway/contract";
import { useMemo } from "react";
import { Chart } from "../../../ui/chart/Chart.js";
import { type ChartColours, useChartColours } from "../../../ui/chart/chart-colours.js";
import { axisLook, shortNumber, tipLook } from "../../../ui/chart/chart-text.js";
import { type AnswerChart, answerCharts } from "./answer-charts.js";
import classes from "./Examples.module.css";

interface Props {
  curves: NonNullable<Evaluation["curves"]>;
  positive: string | undefined;
}

/** ROC, calibration and errors of both models. */
export function AnswerCharts({ curves, positive }: Props) {
  const charts = useMemo(() => answerCharts(curves, positive), [curves, positive]);
  const colours = useChartColours();
  return (
    <div className={classes.charts}>
      {charts.map((chart) => (
        <One key={chart.title} chart={chart} colours={colours} />
      ))}
    </div>
  );
}

function One({ chart, colours }: { chart: AnswerChart; colours: ChartColours }) {
  const option = useMemo(() => optionOf(chart, colours), [chart, colours]);
  return (
    <Stack gap={4} miw={0}>
      <Text fz="sm" fw={600}>
        {chart.title}
      </Text>
      <ul className={classes.legend}>
        {chart.lines.map(({ name }, place) => (
          <li key={name}>
            <svg width="26" height="8" aria-hidden>
              <line
                x1="0"
                x2="26"
                y1="4"
                y2="4"
                stroke={colours.curves[place]}
                strokeWidth="2"
                strokeDasharray={place === 0 && chart.lines.length > 1 ? "5 4" : undefined}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <Chart option={option} height={270} label={chart.title} />
    </Stack>
  );
}

function optionOf({ x, y, unit, steps, lines }: AnswerChart, colours: ChartColours) {
  const axis = {
    ...axisLook(colours),
    type: "value" as const,
    scale: true,
    nameLocation: "middle" as const,
    ...(unit && { min: 0, max: 1, interval: 0.25 }),
  };
  const number = { ...axis.axisLabel, formatter: shortNumber };
  return {
    animation: false,
    grid: { left: 52, right: 14, top: 10, bottom: 44 },
    tooltip: { ...tipLook(colours), trigger: "axis", valueFormatter: shortNumber },
    xAxis: { ...axis, name: x, nameGap: 26, axisLabel: number },
    yAxis: { ...axis, name: y, nameGap: 36, axisLabel: number },
    series: [
      ...lines.map(({ name, points }, place) => ({
        type: "line",
        name,
        data: points,
        symbol: unit && points.length <= 20 ? "circle" : "none",
        ...(steps && { step: "end" }),
        itemStyle: { color: colours.curves[place] },
        lineStyle: {
          color: colours.curves[place],
          width: 2,
          type: place === 0 && lines.length > 1 ? "dashed" : "solid",
        },
      })),
      ...(unit ? [diagonal(colours)] : []),
    ],
  };
}

const diagonal = (colours: ChartColours) => ({
  type: "line",
  data: [
    [0, 0],
    [1, 1],
  ],
  symbol: "none",
  silent: true,
  tooltip: { show: false },
  lineStyle: { color: colours.text, type: "dotted", width: 1 },
});
