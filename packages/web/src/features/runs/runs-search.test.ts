import { expect, it } from "vitest";
import { readRunsSearch } from "./runs-search.js";

it("reads what an address of runs carries", () => {
  const search = {
    filter: "metrics.a > 1",
    sort: "metrics.a DESC",
    view: "ALL",
    columns: ["status", "metrics.a"],
  };
  expect(readRunsSearch(search)).toEqual(search);
});

it("leaves out what it does not know", () => {
  expect(readRunsSearch({ filter: {}, sort: "", view: "SOME", columns: "status", other: 1 })).toEqual({});
  expect(readRunsSearch({ columns: ["a", 1, null] })).toEqual({ columns: ["a"] });
});

it("takes numbers in an address as text", () => {
  expect(readRunsSearch({ filter: 1 })).toEqual({ filter: "1" });
});
