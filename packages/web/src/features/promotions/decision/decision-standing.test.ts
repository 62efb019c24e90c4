import type { Decision, Verdict } from "@slipway/contract";
import { describe, expect, it } from "vitest";
import { championOf, placeOf, possibleOf, type Standing } from "./decision-standing.js";
import { promotionOf } from "./promotion-of.js";

const verdict = (status: Verdict["status"]): Verdict => ({
  gate: "g",
  status,
  required: true,
  reason: "r",
  evidence: {},
});
const decision = (part: Partial<Decision> = {}): Decision => ({
  format: 1,
  model: "spam",
  outcome: "held",
  reason: "branch topic does not promote",
  created_at: 1,
  actor: { name: "ann", source: "git", verified: false },
  experiment_ids: ["1"],
  candidate: {
    run_id: "r1",
    model_uri: "runs:/r1/model",
    source: "mlflow-artifacts:/1/models/m-0a/artifacts",
  },
  champion: { version: "3" },
  verdicts: [verdict("pass"), verdict("not-applicable")],
  build_run_id: "b1",
  ...part,
});
const standing = (part: Partial<Standing> = {}): Standing => ({
  place: { stage: "Production", alias: "champion" },
  champion: "3",
  onHold: false,
  newest: undefined,
  versions: [],
  rules: [],
  ...part,
});
const version = (number: string) => ({ name: "spam", version: number }) as Standing["versions"][number];

describe("possibleOf", () => {
  it("promotes what every gate let through", () => {
    expect(possibleOf(decision(), standing())).toEqual({ kind: "promote" });
  });

  it.each<[string, Partial<Decision>, Partial<Standing>, RegExp]>([
    ["a gate stops it", { verdicts: [verdict("pass"), verdict("fail")] }, {}, /Not every gate/],
    ["there is not enough data", { verdicts: [verdict("not-enough-data")] }, {}, /Not every gate/],
    ["no gate passed it", { verdicts: [] }, {}, /Not every gate/],
    ["releases hold", {}, { onHold: true }, /on hold/],
    [
      "the champion is another one",
      {},
      { champion: "4" },
      /compared with version 3, and version 4 is in use/,
    ],
    ["the champion is gone", {}, { champion: undefined }, /no version is in use/],
  ])("takes force when %s", (_, taken, now, why) => {
    expect(possibleOf(decision(taken), standing(now))).toMatchObject({
      kind: "force",
      why: expect.stringMatching(why),
    });
  });

  it("leaves protected places to releases, and what is in use as it is", () => {
    const rules = [{ name: "spam", stage: "Production", allow_force: false, created_at: 1 }];
    expect(possibleOf(decision(), standing({ rules }))).toMatchObject({ kind: "protected" });
    const versions = [version("3")];
    expect(possibleOf(decision(), standing({ rules, versions }))).toMatchObject({
      kind: "none",
      version: "3",
    });
    expect(possibleOf(decision({ candidate: undefined }), standing())).toMatchObject({ kind: "none" });
  });
});

describe("placeOf", () => {
  it("takes the decision's own, then what it gave, then that of the newest promotion", () => {
    const newest = { stage: "Staging", alias: undefined } as Standing["newest"];
    const promotion = { version: "4", stage: "Production", alias: "live", archived: [], guarantee: "atomic" };
    expect(placeOf(decision({ place: { alias: "best" } }), newest)).toEqual({ alias: "best" });
    expect(placeOf(decision({ promotion }), newest)).toEqual({ stage: "Production", alias: "live" });
    expect(placeOf(decision(), newest)).toEqual({ stage: "Staging", alias: undefined });
    expect(placeOf(decision(), undefined)).toEqual({ stage: "Production", alias: "champion" });
  });
});

it("takes the bearer of the alias for the champion, else who is alone in the stage", () => {
  const stages = [{ stage: "Production", versions: ["2"] }];
  const place = { stage: "Production", alias: "champion" };
  expect(championOf({ stages, aliases: [{ alias: "champion", version: "1" }] }, place)).toBe("1");
  expect(championOf({ stages, aliases: [] }, place)).toBe("2");
  expect(championOf({ stages: [{ stage: "Production", versions: ["1", "2"] }], aliases: [] }, place)).toBe(
    undefined,
  );
  expect(championOf(undefined, place)).toBeUndefined();
});

it("sends the same key for the same promotion, and another one after the next change", () => {
  const words = { force: false, reason: "", actor: "" };
  const key = (now: Partial<Standing>) => promotionOf(decision(), standing(now), words).idempotency_key;
  const newest = { id: 7 } as Standing["newest"];
  expect(key({})).toBe(key({}));
  expect(key({ newest })).not.toBe(key({}));
  expect(promotionOf(decision(), standing(), words)).toMatchObject({
    expected_champion: "3",
    create: { source: "mlflow-artifacts:/1/models/m-0a/artifacts", run_id: "r1", model_id: "m-0a" },
    run_id: "b1",
    reason: "branch topic does not promote",
  });
  expect(promotionOf(decision(), standing({ versions: [version("5")] }), words)).toMatchObject({
    version: "5",
  });
});
