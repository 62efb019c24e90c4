import type { Promotion } from "@slipway/contract";
import { placeName } from "../history/timeline.js";

/** Which version is the champion of a model, and where it stands. */
export interface Champion {
  version?: string;
  /** `Production, @champion`; empty where nothing was ever promoted. */
  place: string;
}

/**
 * The champion by the newest of some entries that asked for a place, as the server finds it for a rollback: the bearer
 * of the alias, or else who is in the stage. @param entries newest first
 */
export function championOf(entries: readonly Promotion[]): Champion {
  const placed = entries.find(({ action }) => action === "promote" || action === "rollback");
  if (!placed) return { place: "" };
  const { stages = [], aliases = [] } = entries[0]?.standing ?? {};
  const bearer = aliases.find(({ alias }) => alias === placed.alias)?.version;
  const holder = stages.find(({ stage }) => stage === placed.stage)?.versions.at(-1);
  return { version: bearer ?? holder, place: placeName(placed) };
}
