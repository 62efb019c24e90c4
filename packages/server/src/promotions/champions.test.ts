import { describe, expect, it } from "vitest";
import { championsIn } from "./champions.js";

/** An entry after which a version is in Production, and another one may bear the alias. */
const step = (action: string, version: number, bearer?: number) => ({
  action,
  standing: JSON.stringify({
    stages: [{ stage: "Production", versions: [String(version)] }],
    aliases: bearer ? [{ alias: "champion", version: String(bearer) }] : [],
  }),
});
const PLACE = { stage: "Production", alias: "champion" } as const;
const of = (...steps: ReturnType<typeof step>[]) => championsIn(steps, PLACE);

describe("the champions of a history", () => {
  it("follow each other", () => {
    expect(of()).toEqual([]);
    expect(of(step("promote", 1), step("promote", 2), step("promote", 3))).toEqual([1, 2, 3]);
  });

  it("are those with the alias, where one bears it", () => {
    expect(
      of(step("transition", 1), step("alias", 1, 1), step("transition", 2, 1), step("alias", 2, 2)),
    ).toEqual([1, 2]);
  });

  it("do not include what was rolled back", () => {
    const back = [step("promote", 1), step("promote", 2), step("promote", 3), step("rollback", 2)];
    expect(of(...back)).toEqual([1, 2]);
    expect(of(...back, step("rollback", 1))).toEqual([1]);
    expect(of(...back, step("promote", 4))).toEqual([1, 2, 4]);
    expect(of(...back, step("rollback", 9))).toEqual([1, 9]);
  });

  it("stay through holds and promotions of the champion itself", () => {
    expect(of(step("promote", 1), step("hold", 1), step("resume", 1), step("promote", 1))).toEqual([1]);
  });

  it("leave out when several versions were in the stage", () => {
    const several = { stages: [{ stage: "Production", versions: ["1", "2"] }], aliases: [] };
    const between = { action: "transition", standing: JSON.stringify(several) };
    expect(of(step("promote", 1), between, step("transition", 2))).toEqual([1, 2]);
  });
});
