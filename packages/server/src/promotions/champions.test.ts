import { describe, expect, it } from "vitest";
import { championsIn, isOnHold } from "./champions.js";
import type { Step } from "./promotion-store.js";

const step = (
  action: string,
  version: number | null = null,
  previous_version: number | null = null,
): Step => ({
  action,
  version,
  previous_version,
  stage: "Production",
  alias: null,
});

describe("the champions of a history", () => {
  it("follow each other", () => {
    expect(championsIn([])).toEqual([]);
    expect(championsIn([step("promote", 1), step("promote", 2, 1), step("promote", 3, 2)])).toEqual([
      1, 2, 3,
    ]);
  });

  it("include those that came by other ways", () => {
    expect(championsIn([step("promote", 1), step("promote", 5, 3)])).toEqual([1, 3, 5]);
    expect(championsIn([step("promote", 4, 2)])).toEqual([2, 4]);
  });

  it("do not include what was rolled back", () => {
    const back = [step("promote", 1), step("promote", 2, 1), step("promote", 3, 2), step("rollback", 2, 3)];
    expect(championsIn(back)).toEqual([1, 2]);
    expect(championsIn([...back, step("rollback", 1, 2)])).toEqual([1]);
    expect(championsIn([...back, step("promote", 4, 2)])).toEqual([1, 2, 4]);
    expect(championsIn([...back, step("rollback", 9, 2)])).toEqual([9]);
  });

  it("stay through holds and promotions of the champion itself", () => {
    const steps = [step("promote", 1), step("hold", 1, 1), step("resume", 1, 1), step("promote", 1, 1)];
    expect(championsIn(steps)).toEqual([1]);
  });
});

it("is on hold from a rollback or a hold until a resume", () => {
  expect(isOnHold([])).toBe(false);
  expect(isOnHold([step("promote", 1)])).toBe(false);
  expect(isOnHold([step("rollback", 1, 2)])).toBe(true);
  expect(isOnHold([step("hold", 1, 1), step("promote", 2, 1)])).toBe(true);
  expect(isOnHold([step("hold", 1, 1), step("resume", 1, 1)])).toBe(false);
});
