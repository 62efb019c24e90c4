import type { Change } from "./journal.js";
import { folderOf, type Place } from "./mirror-folders.js";
import { pythonRepr } from "./numbers.js";

/** Adds the points of metrics to their files, all of a file at once. */
export async function mirrorLines(place: Place, changes: readonly Change[]): Promise<void> {
  const lines = new Map<string, string>();
  const folders = new Map<string, string | undefined>();
  for (const change of changes) {
    const line = lineOf(change);
    if (line === undefined) continue;
    const owner = `${change.source} ${change.owner}`;
    if (!folders.has(owner)) folders.set(owner, await folderOf(place, change));
    const path = `${folders.get(owner)}/metrics/${change.part}`;
    lines.set(path, `${lines.get(path) ?? ""}${line}\n`);
  }
  for (const [path, text] of lines) place.files.append(path, text);
}

function lineOf(change: Change): string | undefined {
  const { source, time, step, detail, field } = change;
  if (source === "metrics") return `${time} ${pointValue(change, detail === 1)} ${step}`;
  if (source !== "logged_model_metrics") return undefined;
  // The column that an index has for no value is the one of NaN.
  const words = [time, pointValue(change, change.value === null), step, detail, field];
  return words.filter((word) => word !== null).join(" ");
}

/** The index keeps the infinities as the largest doubles. */
function pointValue({ value }: Change, isNan: boolean): string {
  if (isNan) return "nan";
  const number = Number(value);
  return pythonRepr(Math.abs(number) === Number.MAX_VALUE ? number * 2 : number);
}
