import { expect, it } from "vitest";
import { groupMetrics } from "./metric-groups.js";

it("parts what trained, what was logged once, and what the machine did", () => {
  const metrics = ["loss", "system/gpu_10", "system/gpu_9", "accuracy"].map((key) => ({
    key,
    curve: key !== "accuracy",
  }));
  const groups = groupMetrics(metrics);
  expect(groups.map(({ kind, title, cards }) => [kind, title, cards.map(({ key }) => key)])).toEqual([
    ["curves", undefined, ["loss"]],
    ["once", undefined, ["accuracy"]],
    ["system", "System metrics", ["system/gpu_9", "system/gpu_10"]],
  ]);
  expect(groupMetrics([])).toEqual([]);
});
