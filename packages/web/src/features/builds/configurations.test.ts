import { describe, expect, it } from "vitest";
import type { BuildPlan } from "./build-plan.js";
import { runOf } from "./build-samples.js";
import { configurationsOf } from "./configurations.js";
import { countCandidates, tellCounts } from "./count-states.js";
import { summarize } from "./summarize.js";

const plan: BuildPlan = {
  cells: [
    { model: "svm", c: "1", seed: "1" },
    { model: "svm", c: "1", seed: "2" },
    { model: "bayes", seed: "1" },
  ],
  repeatOver: ["seed"],
};

describe("configurationsOf", () => {
  it("groups the repeats of a configuration, planned ones too, in the order of the plan", () => {
    const runs = [runOf({ model: "bayes", seed: "1" }), runOf({ c: "1", model: "svm", seed: "1" })];
    const found = configurationsOf(runs, plan);
    expect(found.map(({ label, repeats }) => [label, repeats.map(({ label: own }) => own)])).toEqual([
      ["svm c=1", ["seed 1", "seed 2"]],
      ["bayes", ["seed 1"]],
    ]);
    expect(found[0]?.repeats.map(({ run }) => run !== undefined)).toEqual([true, false]);
  });

  it("does without a plan", () => {
    const runs = [runOf({ model: "svm", seed: "1" }), runOf({ model: "svm", seed: "2" })];
    expect(configurationsOf(runs, undefined).map(({ label, repeats }) => [label, repeats.length])).toEqual([
      ["svm", 2],
    ]);
  });

  it("takes the runs that a command made in place of the one that it did not use", () => {
    const unused = runOf({ seed: "1" }, { id: "unused", tags: { "slipway.candidate": "false" } });
    const made = ["a", "b"].map((id) => runOf({ seed: "1" }, { id }));
    const idsIn = (runs: ReturnType<typeof runOf>[]) =>
      configurationsOf(runs, undefined).flatMap(({ repeats }) => repeats.map(({ run }) => run?.info.run_id));
    expect(idsIn([unused, ...made])).toEqual(["a", "b"]);
    expect(idsIn([unused])).toEqual(["unused"]);
  });
});

describe("tellCounts", () => {
  const [first, second] = [
    runOf({ model: "svm", c: "1", seed: "1" }),
    runOf({ model: "svm", c: "1", seed: "2" }, { status: "RUNNING" }),
  ];

  it.each([
    [true, "1 of 3 finished, 1 running, 1 not begun"],
    [false, "1 of 3 finished, 1 running, 1 never run"],
  ])("tells how the candidates stand, live %s", (live, told) => {
    const configurations = configurationsOf([first, second], plan);
    expect(tellCounts(countCandidates(configurations, live))).toBe(told);
  });

  it("says that there are none", () => expect(tellCounts({})).toBe("no candidate yet"));
});

describe("summarize", () => {
  const repeatsOf = (...runs: ReturnType<typeof runOf>[]) => runs.map((run) => ({ label: "", run }));

  it("takes mean and sample deviation over what was logged", () => {
    const runs = [1, 2, 3].map((m, seed) => runOf({ seed: String(seed) }, { metrics: { m } }));
    const silent = runOf({ seed: "9" }, { metrics: { m: Number.NaN } });
    expect(summarize(repeatsOf(...runs, silent), "m", 0)).toEqual({
      values: [1, 2, 3],
      mean: 2,
      spread: 1,
      duration: 2000,
    });
  });

  it("has no spread of one, no mean of none, and counts what runs with its time so far", () => {
    const live = runOf({}, { status: "RUNNING", metrics: { m: 4 } });
    expect(summarize(repeatsOf(live), "m", 11_000)).toEqual({
      values: [4],
      mean: 4,
      spread: undefined,
      duration: 10_000,
    });
    expect(summarize([{ label: "", run: undefined }], "m", 0)).toMatchObject({
      mean: undefined,
      duration: undefined,
    });
  });
});
