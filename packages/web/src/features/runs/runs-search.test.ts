import { expect, it } from "vitest";
import { groupingOf, readRunsSearch, rowsOf } from "./runs-search.js";

it("reads what an address of runs carries", () => {
  const search = {
    filter: "metrics.a > 1",
    sort: "metrics.a DESC",
    view: "ALL",
    columns: ["status", "metrics.a"],
  };
  expect(readRunsSearch(search)).toEqual(search);
});

it("nests runs until something else decides which come first", () => {
  expect(rowsOf({})).toBe("nested");
  expect(rowsOf({ filter: "metrics.a > 1" })).toBe("flat");
  expect(rowsOf({ sort: "metrics.a DESC" })).toBe("flat");
  expect(rowsOf({ sort: "metrics.a DESC", rows: "nested" })).toBe("nested");
  expect(rowsOf({ rows: "no such" })).toBe("nested");
});

it("groups by configuration, params and tags", () => {
  expect(
    ["configuration", "params.a b", "tags.t", "metrics.a", "flat"].map((rows) => groupingOf({ rows })),
  ).toEqual(["configuration", "params.a b", "tags.t", undefined, undefined]);
});

it("leaves out what it does not know", () => {
  expect(readRunsSearch({ filter: {}, sort: "", view: "SOME", columns: "status", other: 1 })).toEqual({});
  expect(readRunsSearch({ columns: ["a", 1, null] })).toEqual({ columns: ["a"] });
});

it("takes numbers in an address as text", () => {
  expect(readRunsSearch({ filter: 1 })).toEqual({ filter: "1" });
});
