import { beforeAll, describe, expect, test } from "vitest";
import type { Pair } from "../servers/start-pair.js";
import { campaign, type Finding, kindOf } from "./campaign.js";
import { reserveIds } from "./reserve-ids.js";
import { summary } from "./summary.js";

const HOURS = 3_600_000;
const sequences = Number(process.env.DIFFERENTIAL_SEQUENCES || 300);
const seed = Number(process.env.DIFFERENTIAL_SEED || 1);
const atOnce = Number(process.env.DIFFERENTIAL_AT_ONCE || 4);
const shorten = Number(process.env.DIFFERENTIAL_SHORTEN || 10);

/** Generated sequences of calls, answered alike by both servers. */
export function testSequences(pair: () => Pair): void {
  describe("sequences of calls", () => {
    beforeAll(async () => {
      await reserveIds(pair().ours, 710_000);
      await reserveIds(pair().theirs, 820_000);
    });

    test(
      `${sequences} from seed ${seed} are answered as by the real server`,
      async () => {
        const tally = await campaign(pair(), { sequences, seed, atOnce, shorten });
        console.log(summary(tally, process.env.DIFFERENTIAL_KINDS === "true"));
        expect(tally.sequences).toBe(sequences);
        expect(tally.findings.length, kindsOf(tally.findings)).toBe(0);
      },
      3 * HOURS,
    );
  });
}

function kindsOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ difference }) => kindOf(difference)))].join("\n");
}
