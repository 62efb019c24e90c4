import type { Run } from "@slipway/contract";
import { isLoggedTo } from "../build/build-runs.js";
import { cellOfTags, TAGS, tagsOf } from "../build/tags.js";
import type { PoolRun } from "./selection-pool.js";

/** Names that MLflow makes up for runs that are given none: `skillful-fox-12`. */
const MADE_UP_NAME = /^[a-z]+-[a-z]+-\d+$/;

/**
 * The runs of a build that a model can come from. Left out are a run that its command did not use because it
 * made its own, and a run inside of another one that was logged to, such as a step of a search.
 */
export function candidatesOf(runs: readonly Run[]): PoolRun[] {
  const byId = new Map(runs.map((run) => [run.info.run_id, run]));
  const commands = runsOfEachCell(runs).map((ofCell) => {
    const used = ofCell.filter((run) => isLoggedTo(run) && !isInsideUsed(run, byId));
    return used.length > 0 ? used : ofCell.slice(0, 1);
  });
  const makeSeveral = commands.some((candidates) => candidates.length > 1);
  return commands.flatMap((candidates) =>
    candidates.map((run, index) => ({
      run,
      cell: cellOfTags(tagsOf(run)) ?? {},
      ...(makeSeveral && isLoggedTo(run) && { variant: variantOf(run, candidates, index) }),
    })),
  );
}

function runsOfEachCell(runs: readonly Run[]): Run[][] {
  const cells = new Map<string, Run[]>();
  for (const run of runs) {
    const cell = Object.entries(cellOfTags(tagsOf(run)) ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify(cell);
    cells.set(key, [...(cells.get(key) ?? []), run]);
  }
  return [...cells.values()];
}

function isInsideUsed(run: Run, byId: ReadonlyMap<string, Run>): boolean {
  const outer = byId.get(tagsOf(run).get(TAGS.parent) ?? "");
  return outer !== undefined && (isLoggedTo(outer) || isInsideUsed(outer, byId));
}

/** The name that a script gave its run, if it tells the runs of one command apart; else which one it is. */
function variantOf(run: Run, all: readonly Run[], index: number): string {
  const name = run.info.run_name ?? "";
  const isTelling = all.filter((other) => other.info.run_name === name).length === 1;
  return name && isTelling && !MADE_UP_NAME.test(name) ? name : `#${index + 1}`;
}
