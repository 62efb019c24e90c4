import type { Promotion, Standing } from "@slipway/contract";
import { expect, it } from "vitest";
import { championOf } from "./champion.js";

const entry = (part: Partial<Promotion>, standing: Standing): Promotion => ({
  id: 1,
  name: "News",
  action: "promote",
  forced: false,
  actor_verified: false,
  created_at: 0,
  standing,
  ...part,
});

const BOTH: Standing = {
  stages: [{ stage: "Production", versions: ["1", "2"] }],
  aliases: [{ alias: "champion", version: "1" }],
};

it("is who bears the alias, else who is in the stage, as things stand now", () => {
  const moved = entry({ action: "alias", alias: "shadow" }, BOTH);
  const promoted = entry({ stage: "Production", alias: "champion" }, { stages: [], aliases: [] });
  expect(championOf([moved, promoted])).toEqual({ version: "1", place: "Production, @champion" });
  const byStage = entry({ stage: "Production" }, BOTH);
  expect(championOf([byStage])).toEqual({ version: "2", place: "Production" });
});

it("is nobody where nothing was promoted", () => {
  expect(championOf([entry({ action: "transition" }, BOTH)])).toEqual({ place: "" });
});
