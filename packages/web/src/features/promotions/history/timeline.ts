import type { Promotion, Standing } from "@slipway/contract";

/** The time during which something was so, in milliseconds since the epoch. */
export interface Spell {
  from: number;
  /** Absent: it still is. */
  to?: number;
  began: Promotion;
  ended?: Promotion;
}

/** The time during which a version held a stage or an alias. */
export interface Holding extends Spell {
  version: string;
}

/** A stage or an alias, and who held it when. Holdings of one row do not overlap. */
export interface Lane {
  stage?: string;
  alias?: string;
  rows: Holding[][];
}

export const placeName = ({ stage, alias }: Pick<Promotion, "stage" | "alias">): string =>
  [stage, alias && `@${alias}`].filter(Boolean).join(", ");

/** Who held each place when: stages first, then aliases by name. @param entries of a history, newest first */
export function lanesOf(entries: readonly Promotion[]): Lane[] {
  const lanes = new Map<string, Lane>();
  const open = new Map<string, Holding>();
  for (const entry of entries.toReversed()) {
    if (!entry.standing) continue;
    const held = holdersIn(entry.standing);
    for (const [key, holding] of open) {
      if (held.has(key)) continue;
      Object.assign(holding, { to: Number(entry.created_at), ended: entry });
      open.delete(key);
    }
    for (const [key, { version, ...place }] of held) {
      if (open.has(key)) continue;
      const holding: Holding = { version, from: Number(entry.created_at), began: entry };
      open.set(key, holding);
      addTo(laneOf(lanes, place), holding);
    }
  }
  return [...lanes.values()].sort(byPlace);
}

type Place = Pick<Lane, "stage" | "alias">;

function holdersIn({ stages, aliases }: Standing): Map<string, Place & { version: string }> {
  const holders = [
    ...stages.flatMap(({ stage, versions }) => versions.map((version) => ({ stage, version }))),
    ...aliases.map(({ alias, version }) => ({ alias, version })),
  ];
  return new Map(holders.map((holder) => [JSON.stringify(holder), holder]));
}

function laneOf(lanes: Map<string, Lane>, place: Place): Lane {
  const name = placeName(place);
  const lane = lanes.get(name) ?? { ...place, rows: [] };
  lanes.set(name, lane);
  return lane;
}

/** Puts it into the first row whose last one has ended by then: a stage may have several holders. */
function addTo({ rows }: Lane, holding: Holding): void {
  const row = rows.find((one) => (one.at(-1)?.to ?? Infinity) <= holding.from);
  if (row) row.push(holding);
  else rows.push([holding]);
}

const byPlace = (a: Place, b: Place): number =>
  Number(!a.stage) - Number(!b.stage) || placeName(a).localeCompare(placeName(b), "en", { numeric: true });

/** When releases were on hold. @param entries of a history, newest first */
export function holdsOf(entries: readonly Promotion[]): Spell[] {
  const holds: Spell[] = [];
  for (const entry of entries.toReversed()) {
    const last = holds.at(-1);
    const running = last !== undefined && last.to === undefined;
    if (entry.on_hold && !running) holds.push({ from: Number(entry.created_at), began: entry });
    if (!entry.on_hold && running) Object.assign(last, { to: Number(entry.created_at), ended: entry });
  }
  return holds;
}

/** Evenly spaced times of a stretch, both ends included. */
export function ticksOf(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}
