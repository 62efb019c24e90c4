import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareClients, reportLeftOut } from "../clients/prepare-clients.js";
import { campaign, type Finding, kindOf } from "./campaign.js";
import type { Pair } from "./play.js";
import { startPair, stopPair } from "./start-pair.js";
import { summary } from "./summary.js";

const MINUTES = 60_000;
const HOURS = 60 * MINUTES;
const sequences = Number(process.env.DIFFERENTIAL_SEQUENCES || 120);
const seed = Number(process.env.DIFFERENTIAL_SEED || 1);
const atOnce = Number(process.env.DIFFERENTIAL_AT_ONCE || 4);
const shorten = Number(process.env.DIFFERENTIAL_SHORTEN || 10);
const clients = await prepareClients();

let pair: Pair;

if (!clients.available)
  reportLeftOut("the comparison of call sequences with the real server", clients.reason);
else {
  beforeAll(async () => {
    pair = await startPair();
  }, 5 * MINUTES);
  afterAll(() => stopPair(pair), MINUTES);

  test(
    `${sequences} sequences of calls from seed ${seed} are answered as by the real server`,
    async () => {
      const tally = await campaign(pair, { sequences, seed, atOnce, shorten });
      console.log(summary(tally, process.env.DIFFERENTIAL_KINDS === "true"));
      expect(tally.sequences).toBe(sequences);
      expect(tally.findings.length, describe(tally.findings)).toBe(0);
    },
    3 * HOURS,
  );
}
function describe(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ difference }) => kindOf(difference)))].join("\n");
}
