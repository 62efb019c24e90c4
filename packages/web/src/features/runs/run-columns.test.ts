import type { Run } from "@slipway/contract";
import { parseOrderBy, runGrammar } from "@slipway/search";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  expandColumns,
  fieldsOf,
  keysOf,
  orderKeyOf,
  readKeyColumn,
  toggleColumn,
  usualColumns,
} from "./run-columns.js";

const run = (metrics: string[], params: string[]): Run => ({
  info: { run_id: "r", experiment_id: "1", status: "FINISHED", lifecycle_stage: "active" },
  data: {
    metrics: metrics.map((key) => ({ key, value: 1, timestamp: 0, step: 0 })),
    params: params.map((key) => ({ key, value: "1" })),
    tags: [],
  },
});

describe("keysOf", () => {
  it("names each key once", () => {
    expect(keysOf([run(["b", "a"], ["x"]), run(["a", "c"], ["x"])])).toEqual({
      metric: ["a", "b", "c"],
      param: ["x"],
      tag: [],
      values: { param: new Map([["x", ["1"]]]), tag: new Map() },
    });
  });
});

describe("usualColumns", () => {
  it("shows a few of each kind, and none of the machine's own metrics", () => {
    const many = Array.from({ length: 20 }, (_, index) => `m${index}`);
    const columns = usualColumns({ metric: ["system/cpu", ...many], param: many, tag: ["t"] });
    expect(columns.filter((column) => column.startsWith("metrics."))).toHaveLength(8);
    expect(columns).not.toContain("metrics.system/cpu");
    expect(columns).toContain("params.m0");
    expect(columns.slice(0, 3)).toEqual(["status", "start", "duration"]);
  });
});

describe("expandColumns", () => {
  const keys = { metric: ["a", "b"], param: ["c"], tag: [] };

  it("puts all keys of a kind in one place, but for those that have their own", () => {
    const columns = expandColumns(["metrics.b", "status", "metrics.*", "params.*", "tags.*"], keys);
    expect(columns).toEqual(["metrics.b", "status", "metrics.a", "params.c"]);
  });

  it("keeps columns that no run has yet, and drops what is no column", () => {
    expect(expandColumns(["metrics.z", "nonsense", "status", "status"], keys)).toEqual([
      "metrics.z",
      "status",
    ]);
  });
});

describe("toggleColumn", () => {
  it("puts a column beside its like, and takes it away again", () => {
    const columns = ["status", "metrics.a", "params.c"];
    expect(toggleColumn(columns, "metrics.b")).toEqual(["status", "metrics.a", "metrics.b", "params.c"]);
    expect(toggleColumn(columns, "duration")).toEqual(["status", "duration", "metrics.a", "params.c"]);
    expect(toggleColumn(columns, "tags.t")).toEqual([...columns, "tags.t"]);
    expect(toggleColumn(columns, "metrics.a")).toEqual(["status", "params.c"]);
  });
});

describe("readKeyColumn and orderKeyOf", () => {
  it.each([
    ["metrics.accuracy", "metrics.accuracy"],
    ["metrics.val/loss", "metrics.`val/loss`"],
    ["params.a.b", "params.a.b"],
    ["tags.mlflow.user", "tags.mlflow.user"],
  ])("%s is sorted as %s", (name, orderKey) => {
    const column = readKeyColumn(name);
    expect(column && orderKeyOf(column)).toBe(orderKey);
  });

  it("knows attributes apart", () => expect(readKeyColumn("status")).toBeUndefined());

  it("writes what the server reads", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        const orderKey = orderKeyOf({ kind: "metrics", key });
        fc.pre(orderKey !== undefined);
        expect(parseOrderBy([`${orderKey} DESC`], runGrammar)).toEqual([
          { entity: "metric", key, ascending: false },
        ]);
      }),
    );
  });
});

it("fieldsOf asks for what the columns show, and no more", () => {
  expect(fieldsOf(["status", "commit", "metrics.loss", "params.a b"])).toEqual([
    "info",
    "tags.mlflow.parentRunId",
    "tags.mlflow.source.git.commit",
    "metrics.loss",
    "params.a b",
  ]);
});
