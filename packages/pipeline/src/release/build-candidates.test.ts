import type { Run } from "@slipway/contract";
import { describe, expect, it } from "vitest";
import { candidatesOf } from "./build-candidates.js";

let count = 0;

/** A run of a build: `seed` is its cell, `value` what was logged to it. */
function run(id: string, seed: number, fields: { value?: number; name?: string; parent?: string } = {}): Run {
  count += 1;
  const { value, name, parent = "build" } = fields;
  const tags = { "slipway.build": "build", "slipway.cell.seed": String(seed), "mlflow.parentRunId": parent };
  return {
    info: {
      run_id: id,
      run_name: name,
      experiment_id: "1",
      status: "FINISHED",
      lifecycle_stage: "active",
      start_time: count,
    },
    data: {
      metrics: value === undefined ? [] : [{ key: "m", value, timestamp: 0, step: 0 }],
      params: [],
      tags: Object.entries(tags).map(([key, text]) => ({ key, value: text })),
    },
  };
}

const shown = (runs: Run[]) =>
  candidatesOf(runs).map(({ run: one, cell, variant }) => [one.info.run_id, cell?.seed, variant]);

describe("candidatesOf", () => {
  it("has the run of each cell, without a variant", () => {
    expect(shown([run("a", 1, { value: 1 }), run("b", 2, { value: 2 })])).toEqual([
      ["a", "1", undefined],
      ["b", "2", undefined],
    ]);
  });

  it("leaves out the run that a script did not use", () => {
    expect(shown([run("made", 1), run("own", 1, { value: 1 })])).toEqual([["own", "1", undefined]]);
  });

  it("keeps the unused run of a command that logged nothing, so that its failure is seen", () => {
    expect(shown([run("made", 1)])).toEqual([["made", "1", undefined]]);
  });

  it("tells several runs of a command apart by their names, or by their order", () => {
    const named = [run("a", 1, { value: 1, name: "nb" }), run("b", 1, { value: 1, name: "lr" })];
    expect(shown(named).map(([, , variant]) => variant)).toEqual(["nb", "lr"]);
    const madeUp = [
      run("a", 1, { value: 1, name: "wise-owl-7" }),
      run("b", 1, { value: 1, name: "wise-owl-8" }),
    ];
    expect(shown(madeUp).map(([, , variant]) => variant)).toEqual(["#1", "#2"]);
    const alike = [run("a", 1, { value: 1, name: "x" }), run("b", 1, { value: 1, name: "x" })];
    expect(shown(alike).map(([, , variant]) => variant)).toEqual(["#1", "#2"]);
  });

  it("names the variant in every cell when some command made several", () => {
    const runs = [
      run("a", 1, { value: 1, name: "nb" }),
      run("b", 1, { value: 1, name: "lr" }),
      run("c", 2, { value: 1, name: "nb" }),
    ];
    expect(shown(runs).at(-1)).toEqual(["c", "2", "nb"]);
  });

  it("leaves out runs inside of one that was logged to, and takes those inside of an empty one", () => {
    const inner = { value: 1, parent: "outer" };
    expect(shown([run("outer", 1, { value: 2 }), run("inner", 1, inner)])).toEqual([
      ["outer", "1", undefined],
    ]);
    expect(shown([run("outer", 1), run("inner", 1, inner)])).toEqual([["inner", "1", undefined]]);
  });
});
