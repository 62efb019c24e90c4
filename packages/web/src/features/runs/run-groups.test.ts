import type { Run } from "@slipway/contract";
import { describe, expect, it } from "vitest";
import { configurationOf, groupRuns, sortGroups, summaryOf } from "./run-groups.js";

interface Parts {
  params?: Record<string, string>;
  tags?: Record<string, string>;
  accuracy?: number;
  status?: Run["info"]["status"];
}

let made = 0;
const pairs = (values: Record<string, string> = {}) =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
function run({ params, tags, accuracy, status = "FINISHED" }: Parts): Run {
  const start_time = made++;
  return {
    info: { run_id: `r${start_time}`, experiment_id: "1", status, lifecycle_stage: "active", start_time },
    data: {
      metrics: accuracy === undefined ? [] : [{ key: "accuracy", value: accuracy, timestamp: 0, step: 0 }],
      params: pairs(params),
      tags: pairs(tags),
    },
  };
}

describe("configurationOf", () => {
  it("is all params but the seeds, in whichever order they were logged", () => {
    const first = run({ params: { c: "1", seed: "1", random_state: "7", "data.seed": "2", seeds: "3" } });
    const second = run({ params: { seeds: "3", c: "1", randomState: "9" } });
    expect(configurationOf(first)).toEqual({ c: "1", seeds: "3" });
    expect(JSON.stringify(configurationOf(second))).toBe(JSON.stringify(configurationOf(first)));
  });

  it("is the cell of a build, without what it repeats over", () => {
    const tags = {
      "slipway.cell.model": "svm",
      "slipway.cell.fold": "2",
      "slipway.repeat-over": '["fold"]',
    };
    expect(configurationOf(run({ tags, params: { c: "1" } }))).toEqual({ model: "svm" });
  });
});

describe("groupRuns", () => {
  it("tells configurations by what they differ in", () => {
    const runs = [
      run({ params: { c: "1", data: "a", seed: "1" } }),
      run({ params: { c: "10", data: "a", seed: "1" } }),
      run({ params: { c: "1", data: "a", seed: "2" } }),
    ];
    const groups = groupRuns(runs, "configuration");
    expect(groups.map(({ title, runs }) => [title, runs.length])).toEqual([
      ["c=1", 2],
      ["c=10", 1],
    ]);
    const later = groupRuns([run({ params: { c: "1", data: "a" } }), ...runs], "configuration");
    expect(later[0]?.id).toBe(groups[0]?.id);
  });

  it("keeps apart an empty value and none", () => {
    const groups = groupRuns([run({ params: { c: "" } }), run({})], "params.c");
    expect(groups.map(({ title }) => title)).toEqual(["c = ", "not set"]);
  });
});

describe("summaryOf and sortGroups", () => {
  const groups = groupRuns(
    [
      run({ params: { c: "1" }, accuracy: 0.5 }),
      run({ params: { c: "2" }, accuracy: 0.9 }),
      run({ params: { c: "1" }, accuracy: 0.7 }),
      run({ params: { c: "1" }, accuracy: 0.99, status: "RUNNING" }),
      run({ params: { c: "3" } }),
    ],
    "params.c",
  );
  const titles = (descending: boolean) =>
    sortGroups(groups, "accuracy", descending).map(({ title }) => title);

  it("come from finished runs alone", () => {
    const [first, second, third] = groups.map((group) => summaryOf(group, "accuracy"));
    expect(first).toMatchObject({ count: 2, least: 0.5, most: 0.7 });
    expect(first?.mean).toBeCloseTo(0.6);
    expect(first?.spread).toBeCloseTo(Math.SQRT2 / 10);
    expect(second?.spread).toBeUndefined();
    expect(third).toBeUndefined();
  });

  it("put what has no mean last in both directions", () => {
    expect(titles(true)).toEqual(["c = 2", "c = 1", "c = 3"]);
    expect(titles(false)).toEqual(["c = 1", "c = 2", "c = 3"]);
    expect(sortGroups(groups, undefined, true)).toEqual(groups);
  });
});
