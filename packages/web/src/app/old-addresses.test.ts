import { describe, expect, it } from "vitest";
import { pageOfOldAddress } from "./old-addresses.js";

describe("pageOfOldAddress", () => {
  it.each([
    ["#/experiments/1/runs/abc", "/runs/abc"],
    ["#/experiments/1/runs/abc/artifacts/model", "/runs/abc"],
    ["#/experiments/1", "/experiments/1"],
    ["#/experiments/1?orderByKey=x", "/experiments/1"],
    ["#/models/News%20Model/versions/4", "/models/News%20Model/versions/4"],
    ["#/", "/"],
    ["#section", undefined],
    ["", undefined],
  ])("of %s is %s", (hash, page) => {
    expect(pageOfOldAddress(hash)).toBe(page);
  });
});
