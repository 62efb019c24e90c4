import type { Run } from "@slipway/contract";
import { expect, it } from "vitest";
import { groupRuns, hasRepeats } from "./run-groups.js";

const run = (name: string, params: Record<string, string>, tags: Record<string, string> = {}): Run =>
  ({
    info: { run_id: name, run_name: name },
    data: {
      metrics: [],
      params: Object.entries(params).map(([key, value]) => ({ key, value })),
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    },
  }) as unknown as Run;

const runs = [
  run("a", { c: "1", model: "svm", seed: "1", data: "v2" }),
  run("b", { c: "1", model: "svm", seed: "2", data: "v2" }),
  run("c", { c: "10", model: "svm", seed: "1", data: "v2" }),
];

it("takes runs that differ in the seed alone for one configuration, named by what tells it from others", () => {
  expect(groupRuns(runs, "configuration")).toEqual([
    { label: "c=1", places: [0, 1] },
    { label: "c=10", places: [2] },
  ]);
  expect(groupRuns(runs.slice(0, 2), "configuration")).toEqual([{ label: "all runs", places: [0, 1] }]);
  expect([hasRepeats(runs), hasRepeats(runs.slice(1))]).toEqual([true, false]);
});

it("takes a build's word for what is repeated", () => {
  const cell = (fold: string) => ({
    "slipway.repeat-over": '["part"]',
    "slipway.cell.part": fold,
    "slipway.cell.model": "mlp",
  });
  const made = [run("a", { seed: "1", rate: "0.1" }, cell("1")), run("b", { rate: "0.2" }, cell("2"))];
  expect(groupRuns(made, "configuration")).toHaveLength(1);
});

it("puts runs together by a parameter, also where it is missing", () => {
  expect(groupRuns([...runs, run("d", {})], "params.c").map(({ label }) => label)).toEqual([
    "c=1",
    "c=10",
    "c=(none)",
  ]);
});
