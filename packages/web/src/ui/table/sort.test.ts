import { describe, expect, it } from "vitest";
import { nextSort, readSort, writeSort } from "./sort.js";

describe("readSort and writeSort", () => {
  it.each(["start_time DESC", "metrics.`val/loss desc` ASC", "params.x DESC"])("keep %s", (clause) => {
    expect(writeSort(readSort(clause))).toBe(clause);
  });

  it("take a bare key as ascending", () => {
    expect(readSort("  name ")).toEqual({ key: "name", descending: false });
  });
});

it("nextSort goes from the largest to the smallest to the usual order", () => {
  const first = nextSort({ key: "b", descending: false }, "a");
  expect(first).toEqual({ key: "a", descending: true });
  const second = nextSort(first, "a");
  expect(second).toEqual({ key: "a", descending: false });
  expect(nextSort(second, "a")).toBeUndefined();
});
