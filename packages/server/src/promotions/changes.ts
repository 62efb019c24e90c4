import type { Standing } from "@slipway/contract";

/** That another version holds a stage or an alias. */
export interface Change {
  stage?: string;
  alias?: string;
  /** Who came, or is still there. */
  version?: string;
  /** Who went, or was there before. */
  previous_version?: string;
}

export const NOBODY: Standing = { stages: [], aliases: [] };

/** A change for every stage and every alias that two standings differ in. */
export function changesBetween(before: Standing, after: Standing): Change[] {
  const stages = differences(holdersOfStages(before), holdersOfStages(after));
  const aliases = differences(holdersOfAliases(before), holdersOfAliases(after));
  return [
    ...stages.map(([stage, change]) => ({ stage, ...change })),
    ...aliases.map(([alias, change]) => ({ alias, ...change })),
  ];
}

/** The versions that hold a stage. */
export const holdersOf = ({ stages }: Standing, stage: string): string[] =>
  stages.find((one) => one.stage === stage)?.versions ?? [];

/** The version that bears an alias. */
export const bearerOf = ({ aliases }: Standing, alias: string): string | undefined =>
  aliases.find((one) => one.alias === alias)?.version;

type Holders = Map<string, string[]>;

const holdersOfStages = ({ stages }: Standing): Holders =>
  new Map(stages.map(({ stage, versions }) => [stage, versions]));

const holdersOfAliases = ({ aliases }: Standing): Holders =>
  new Map(aliases.map(({ alias, version }) => [alias, [version]]));

function differences(before: Holders, after: Holders): [string, Omit<Change, "stage" | "alias">][] {
  const places = [...new Set([...before.keys(), ...after.keys()])].sort();
  return places.flatMap((place) => {
    const were = before.get(place) ?? [];
    const are = after.get(place) ?? [];
    if (were.join() === are.join()) return [];
    const version = newest(are.filter((one) => !were.includes(one))) ?? newest(are);
    const previous_version = newest(were.filter((one) => !are.includes(one))) ?? newest(were);
    return [[place, { version, previous_version }]];
  });
}

const newest = (versions: string[]): string | undefined => versions.at(-1);
