import type { Curves } from "@slipway/contract";
import { expect, it } from "vitest";
import { answerCharts } from "./answer-charts.js";

const curves = (area: number): Curves => ({
  roc: [
    {
      positive: "spam",
      area,
      points: [
        { false_positive_rate: 0, true_positive_rate: 0 },
        { false_positive_rate: 1, true_positive_rate: 1 },
      ],
    },
  ],
  calibration: [],
});

it("draws both models over each other, for the class that was chosen", () => {
  const both = { candidate: curves(0.9), champion: curves(0.8) };
  expect(
    answerCharts(both, "spam").map(({ title, lines }) => [title, lines.map(({ name }) => name)]),
  ).toEqual([["ROC of spam", ["Champion, area 0.8000", "New model, area 0.9000"]]]);
  expect(answerCharts(both, "ham")).toEqual([]);
});

it("outlines histograms down to nothing at both ends", () => {
  const candidate: Curves = { roc: [], calibration: [], residuals: { edges: [0, 1, 2], counts: [3, 4] } };
  const [errors] = answerCharts({ candidate }, undefined);
  expect(errors?.lines[0]?.points).toEqual([
    [0, 0],
    [0, 3],
    [1, 4],
    [2, 4],
    [2, 0],
  ]);
});
