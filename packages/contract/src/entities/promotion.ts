import type { Static } from "typebox";
import { Enum, Flag, Int64, Json, List, Maybe, Message, Text } from "../wire/scalars.js";
import { Envelope } from "./decision-statement.js";
import { Alias } from "./registered-model.js";

/** What a caller may ask for. */
export const CHAMPION_ACTIONS = { promote: 1, rollback: 2, hold: 3, resume: 4 } as const;
export type ChampionAction = keyof typeof CHAMPION_ACTIONS;

/**
 * What an entry tells of. Those after the ones that a caller asks for are changes by MLflow's own calls, of the rules
 * of a model, and `external`: what another program changed in the same database, or what was there before the history began.
 */
export const PROMOTION_ACTIONS = {
  ...CHAMPION_ACTIONS,
  transition: 5,
  alias: 6,
  "delete-version": 7,
  "delete-model": 8,
  rename: 9,
  external: 10,
  protect: 11,
  unprotect: 12,
} as const;
export type PromotionAction = keyof typeof PROMOTION_ACTIONS;

/** Who holds the stages `Staging` and `Production` of a model, and its aliases; ordered by name, versions by number. */
export const Standing = Message({
  stages: List(Message({ stage: Text(), versions: List(Text()) })),
  aliases: List(Alias),
});
export type Standing = Static<typeof Standing>;

/** One entry of a model's append-only history. */
export const Promotion = Message({
  id: Int64(),
  name: Text(),
  action: Enum(PROMOTION_ACTIONS),
  /** The champion after the entry. Absent when there is none. */
  version: Maybe(Text()),
  /** The champion before the entry. */
  previous_version: Maybe(Text()),
  stage: Maybe(Text()),
  alias: Maybe(Text()),
  forced: Flag(),
  reason: Maybe(Text()),
  /** Who, as the client claims it; `actor_verified` only when the server knows. */
  actor: Maybe(Text()),
  actor_verified: Flag(),
  commit: Maybe(Text()),
  run_id: Maybe(Text()),
  decision: Maybe(Json()),
  /** The decision's statement, as the release signed it. */
  envelope: Maybe(Envelope),
  /** Milliseconds since the epoch, the server's clock; never before the entry before. */
  created_at: Int64(),
  /** The life of the model that the entry belongs to: a model that is deleted and made again has another one. */
  chain: Maybe(Text()),
  /** Its place in the chain, from 1 without gaps. */
  sequence: Maybe(Int64()),
  /** Of a `rename`: the name before. */
  previous_name: Maybe(Text()),
  /** Who holds what after the entry. */
  standing: Maybe(Standing),
  /** Whether releases hold after the entry. */
  on_hold: Maybe(Flag()),
  /** The `hash` of the entry before; absent in the first one. */
  previous_hash: Maybe(Text()),
  /** SHA-256, in hexadecimal, of the entry's text (`promotionText`). */
  hash: Maybe(Text()),
});
export type Promotion = Static<typeof Promotion>;

/**
 * The text whose SHA-256 is the `hash` of an entry: the entry as JSON without `id` and `hash`, the fields of every object ordered
 * by name, no white space; fields that are unset, null or an empty list left out, which are the same on the wire.
 */
export function promotionText({ id: _, hash: __, ...entry }: Promotion): string {
  return canonical(entry);
}

function canonical(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => !isUnset(field));
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join(",")}}`;
}

const isUnset = (field: unknown) => (field ?? null) === null || (Array.isArray(field) && field.length === 0);
