import type { Run } from "@slipway/contract";
import type { RunGroup } from "./run-groups.js";

/** A row of the table of runs: a run, or a group of them. */
export interface RunRow {
  id: string;
  depth: number;
  /** Whether what is under it is shown; undefined where nothing is. */
  open: boolean | undefined;
  run?: Run;
  group?: RunGroup;
  /** Of a run whose children are too many to be listed under it: how many there are. */
  more?: number;
}

/** The children of the runs that are unfolded, by the id of their parent. */
export type Children = ReadonlyMap<string, { runs: readonly Run[]; cut: boolean }>;

const plain = new WeakMap<Run, RunRow>();

/** Runs alone; the same run is always the same row, so that it is not drawn again. */
export function flatRows(runs: readonly Run[]): RunRow[] {
  return runs.map((run) => {
    const row = plain.get(run) ?? { id: run.info.run_id, depth: 0, open: undefined, run };
    plain.set(run, row);
    return row;
  });
}

/** Runs with their children under those that are unfolded. */
export function nestedRows(runs: readonly Run[], open: ReadonlySet<string>, children: Children): RunRow[] {
  const rows: RunRow[] = [];
  // A run may name itself, or a run below it, as its parent.
  const add = (run: Run, above: readonly string[]) => {
    const id = run.info.run_id;
    if (above.includes(id)) return;
    const count = Number(run.child_count ?? 0);
    const depth = above.length;
    rows.push({ id, depth, open: count > 0 ? open.has(id) : undefined, run });
    const under = open.has(id) ? children.get(id) : undefined;
    for (const child of under?.runs ?? []) add(child, [...above, id]);
    if (under?.cut) rows.push({ id: `${id}/more`, depth: depth + 1, open: undefined, run, more: count });
  };
  for (const run of runs) add(run, []);
  return rows;
}

/** Groups with their runs under those that are unfolded. */
export const groupRows = (groups: readonly RunGroup[], open: ReadonlySet<string>): RunRow[] =>
  groups.flatMap((group) => [
    { id: `group/${group.id}`, depth: 0, open: open.has(group.id), group },
    ...(open.has(group.id)
      ? group.runs.map((run) => ({ id: run.info.run_id, depth: 1, open: undefined, run }))
      : []),
  ]);
