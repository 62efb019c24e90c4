import type { Promotion, Standing } from "@slipway/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { holdsOf, lanesOf, ticksOf } from "./timeline.js";

/** A history in which one entry a millisecond leaves these standings, newest first. */
const historyOf = (standings: readonly Standing[]): Promotion[] =>
  standings
    .map((standing, at) => ({
      id: at,
      name: "News",
      action: "promote" as const,
      forced: false,
      actor_verified: false,
      created_at: at,
      standing,
    }))
    .reverse();

const holdersAt = (entries: readonly Promotion[], time: number) =>
  lanesOf(entries)
    .flatMap(({ stage, alias, rows }) =>
      rows
        .flat()
        .filter(({ from, to }) => from <= time && time < (to ?? Infinity))
        .map(({ version }) => `${stage ?? `@${alias}`} ${version}`),
    )
    .sort();

const standings = fc.array(
  fc.record({
    stages: fc.uniqueArray(fc.constantFrom("Production", "Staging"), { maxLength: 2 }).chain((stages) =>
      fc.tuple(
        ...stages.map((stage) =>
          fc.record({
            stage: fc.constant(stage),
            versions: fc.uniqueArray(fc.constantFrom("1", "2", "3"), { maxLength: 3 }),
          }),
        ),
      ),
    ),
    aliases: fc.uniqueArray(
      fc.record({ alias: fc.constantFrom("champion", "next"), version: fc.constantFrom("1", "2") }),
      { selector: ({ alias }) => alias },
    ),
  }),
  { maxLength: 8 },
);

it("says of every time who held what, and draws none over another", () => {
  fc.assert(
    fc.property(standings, (all) => {
      const entries = historyOf(all);
      for (const [time, { stages, aliases }] of all.entries()) {
        const expected = [
          ...stages.flatMap(({ stage, versions }) => versions.map((version) => `${stage} ${version}`)),
          ...aliases.map(({ alias, version }) => `@${alias} ${version}`),
        ];
        expect(holdersAt(entries, time)).toEqual(expected.sort());
      }
      for (const row of lanesOf(entries).flatMap(({ rows }) => rows))
        for (const [index, { from }] of row.entries())
          expect(row[index - 1]?.to ?? 0).toBeLessThanOrEqual(from);
    }),
  );
});

it("lists stages before aliases, and who began and ended each holding", () => {
  const of = (version: string): Standing => ({
    stages: [{ stage: "Production", versions: [version] }],
    aliases: [{ alias: "champion", version: "1" }],
  });
  const entries = historyOf([of("1"), of("2")]);
  const [newest, oldest] = entries;
  expect(lanesOf(entries)).toEqual([
    {
      stage: "Production",
      rows: [
        [
          { version: "1", from: 0, to: 1, began: oldest, ended: newest },
          { version: "2", from: 1, began: newest },
        ],
      ],
    },
    { alias: "champion", rows: [[{ version: "1", from: 0, began: oldest }]] },
  ]);
});

it("knows when releases were on hold", () => {
  const nobody: Standing = { stages: [], aliases: [] };
  const entries = historyOf([nobody, nobody, nobody, nobody, nobody]).map((entry) => ({
    ...entry,
    on_hold: [1, 2, 4].includes(Number(entry.created_at)),
  }));
  expect(holdsOf(entries).map(({ from, to }) => [from, to])).toEqual([
    [1, 3],
    [4, undefined],
  ]);
});

it("divides a stretch of time", () => expect(ticksOf(100, 200, 3)).toEqual([100, 150, 200]));
