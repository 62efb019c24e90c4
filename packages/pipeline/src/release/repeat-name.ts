import type { Run } from "@slipway/contract";
import { cellOfTags, tagsOf } from "../build/tags.js";

/** What tells a run from the other repeats of its configuration, e.g. `seed=3`; the run's id when nothing does. */
export function repeatName(run: Run, repeatOver: readonly string[]): string {
  const cell = cellOfTags(tagsOf(run)) ?? {};
  const own = repeatOver.filter((key) => Object.hasOwn(cell, key)).map((key) => `${key}=${cell[key]}`);
  return own.join(" ") || run.info.run_id;
}
