import type { Run } from "@slipway/contract";
import { describe, expect, it } from "vitest";
import { axesOf, compareValues, isNumeric } from "./compare-values.js";

const run = (run_id: string, params: Record<string, string>, metrics: Record<string, number>): Run =>
  ({
    info: { run_id, status: "FINISHED", experiment_id: "1" },
    data: {
      params: Object.entries(params).map(([key, value]) => ({ key, value })),
      metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp: 0, step: 0 })),
      tags: [{ key: "mlflow.runName", value: run_id }],
    },
  }) as unknown as Run;

const rows = (title: string, ...runs: Run[]) =>
  compareValues(runs, 0).find((group) => group.title === title)?.rows ?? [];

describe("compareValues", () => {
  it("lists every key that any run has, and tells which differ", () => {
    const [a, b] = [
      run("a", { c: "1", model: "svm" }, { loss: 0.1 }),
      run("b", { c: "2", model: "svm" }, {}),
    ];
    expect(rows("Parameters", a, b)).toEqual([
      { key: "c", cells: ["1", "2"], differs: true },
      { key: "model", cells: ["svm", "svm"], differs: false },
    ]);
    expect(rows("Metrics", a, b)).toEqual([{ key: "loss", cells: [0.1, undefined], differs: true }]);
  });

  it("takes NaN as the same as NaN", () => {
    const [a, b] = [run("a", {}, { loss: Number.NaN }), run("b", {}, { loss: Number.NaN })];
    expect(rows("Metrics", a, b)[0]?.differs).toBe(false);
  });

  it("leaves out the tags of the protocol", () => {
    expect(rows("Tags", run("a", {}, {}))).toEqual([]);
  });
});

describe("axes", () => {
  const groups = compareValues(
    [run("a", { c: "0.1", model: "svm" }, { loss: 1 }), run("b", { c: "10" }, {})],
    0,
  );

  it("are params and metrics", () => {
    expect(axesOf(groups).map(({ name }) => name)).toEqual(["params.c", "params.model", "metrics.loss"]);
  });

  it("are numeric where every value is a number", () => {
    expect(axesOf(groups).map(({ row }) => isNumeric(row))).toEqual([true, false, true]);
  });
});
