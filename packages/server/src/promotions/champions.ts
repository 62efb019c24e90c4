import type { Standing } from "@slipway/contract";
import { bearerOf, holdersOf } from "./changes.js";
import type { Place } from "./place.js";
import { parseStanding } from "./promotion-entity.js";
import type { Step } from "./promotion-store.js";

/** Who was champion in a place, from the first to the present one, without those that were rolled back. */
export function championsIn(steps: readonly Step[], place: Place): number[] {
  const champions: number[] = [];
  for (const { action, standing } of steps) {
    const champion = standing === null ? undefined : championOf(parseStanding(standing), place);
    if (champion === undefined || champion === champions.at(-1)) continue;
    if (action === "rollback") goBack(champions, champion);
    else champions.push(champion);
  }
  return champions;
}

/** Takes away what was rolled back: all after the champion, or the last one when the champion was none before. */
function goBack(champions: number[], champion: number): void {
  const at = champions.lastIndexOf(champion);
  if (at >= 0) champions.length = at + 1;
  else champions.splice(-1, 1, champion);
}

/** The version that bears the alias, or else the only one in the stage. */
function championOf(standing: Standing, { stage, alias }: Place): number | undefined {
  const bearer = alias === undefined ? undefined : bearerOf(standing, alias);
  const [holder, ...others] = stage === undefined ? [] : holdersOf(standing, stage);
  const champion = bearer ?? (others.length > 0 ? undefined : holder);
  return champion === undefined ? undefined : Number(champion);
}
