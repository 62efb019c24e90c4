import type { Run } from "@slipway/contract";
import { expect, it } from "vitest";
import { flatRows, nestedRows } from "./run-row.js";

const run = (run_id: string, child_count?: number): Run => ({
  info: { run_id, experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
  data: { metrics: [], params: [], tags: [] },
  child_count,
});
const shape = (rows: ReturnType<typeof nestedRows>) =>
  rows.map(
    ({ id, depth, open }) =>
      `${"-".repeat(depth)}${id}${open === undefined ? "" : open ? " open" : " folded"}`,
  );

it("shows children under the runs that are unfolded, however deep", () => {
  const children = new Map([
    ["a", { runs: [run("b", 1), run("c", 0)], cut: true }],
    ["b", { runs: [run("d")], cut: false }],
  ]);
  const runs = [run("a", 700), run("e", 2), run("f", 0)];
  expect(shape(nestedRows(runs, new Set(), children))).toEqual(["a folded", "e folded", "f"]);
  expect(shape(nestedRows(runs, new Set(["a", "b", "e"]), children))).toEqual([
    "a open",
    "-b open",
    "--d",
    "-c",
    "-a/more",
    "e open",
    "f",
  ]);
});

it("shows a run that names itself as its parent once", () => {
  const self = run("a", 1);
  const children = new Map([["a", { runs: [self], cut: false }]]);
  expect(shape(nestedRows([self], new Set(["a"]), children))).toEqual(["a open"]);
});

it("gives the same row for the same run", () => {
  const runs = [run("a")];
  expect(flatRows(runs)[0]).toBe(flatRows([...runs])[0]);
});
