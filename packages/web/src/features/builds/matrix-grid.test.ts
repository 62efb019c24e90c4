import { describe, expect, it } from "vitest";
import { labelOf, type MatrixConfiguration } from "./configurations.js";
import { gridOf } from "./matrix-grid.js";

const configurations = (cells: Record<string, string>[]): MatrixConfiguration[] =>
  cells.map((cell) => ({ key: JSON.stringify(cell), cell, label: labelOf(cell), repeats: [] }));

const CELLS = configurations([
  { model: "bayes", c: "1", weighting: "counts", mails: "500" },
  { model: "bayes", c: "100", weighting: "counts", mails: "500" },
  { model: "svm", c: "1", weighting: "tf-idf", mails: "500" },
  { model: "svm", c: "10", weighting: "tf-idf", mails: "500" },
  { model: "svm", c: "100", weighting: "tf-idf", mails: "500" },
]);
const drawn = (grid: ReturnType<typeof gridOf>) =>
  grid.rows.map(({ label, cells }) => [label, cells.map((cell) => cell?.label)]);

describe("gridOf", () => {
  it("takes the axis across that leaves the fewest empty places, numbers by their size", () => {
    const grid = gridOf(CELLS);
    expect(grid).toMatchObject({
      across: "c",
      columns: ["1", "10", "100"],
      axes: ["model", "c", "weighting"],
      fixed: { mails: "500" },
    });
    expect(grid.rows.map(({ label, cells }) => [label, cells.map((cell) => cell?.cell.c)])).toEqual([
      ["bayes weighting=counts", ["1", undefined, "100"]],
      ["svm weighting=tf-idf", ["1", "10", "100"]],
    ]);
  });

  it("takes the axis that the reader wants, unless there is none of that name", () => {
    expect(gridOf(CELLS, "model").columns).toEqual(["bayes", "svm"]);
    expect(gridOf(CELLS, "mails").across).toBe("c");
  });

  it("loses no configuration, whichever axis is across", () => {
    for (const across of ["model", "c", "weighting"]) {
      const placed = gridOf(CELLS, across).rows.flatMap(({ cells }) => cells.flatMap((one) => one ?? []));
      expect(new Set(placed)).toEqual(new Set(CELLS));
    }
  });

  it("lists a matrix of one axis, and of none", () => {
    expect(drawn(gridOf(configurations([{ c: "1" }, { c: "10" }])))).toEqual([
      ["1", ["c=1"]],
      ["10", ["c=10"]],
    ]);
    expect(drawn(gridOf(configurations([{}])))).toEqual([["", ["the only configuration"]]]);
  });
});
