import type { Run } from "@slipway/contract";
import { type Cell, cellTexts } from "../matrix/cell.js";
import { cellLabel, withoutRepeats } from "../matrix/configurations.js";

/** A run that may be selected. */
export interface PoolRun {
  run: Run;
  /** The cell that it was trained for, what is repeated over included; unset for a run that no build made. */
  cell?: Cell;
  /** What tells runs of one cell apart when a script made several, such as the name that it gave them. */
  variant?: string;
}

/** What can be selected: runs that differ only in what is repeated over. */
export interface RepeatGroup {
  label: string;
  cell: Record<string, string>;
  /** One run for each repeat; undefined for a planned one that never became a run. */
  repeats: (Run | undefined)[];
}

/** Where one repeat stands: in which group, and for which cell of it. */
interface Slot {
  group: string;
  repeat: string;
  label: string;
  cell: Record<string, string>;
  run?: Run;
}

/**
 * Groups runs into configurations: the same cell but for what is repeated over, and the same variant, in the
 * order of the matrix, then of time. A run without a cell is a configuration by itself; deleted runs are left
 * out. Of several runs of one cell (a retry, a second build) the last that finished counts, else the last.
 */
export function groupPool(
  pool: readonly PoolRun[],
  repeatOver: readonly string[],
  planned: readonly Cell[] = [],
): RepeatGroup[] {
  const alive = pool
    .filter(({ run }) => run.info.lifecycle_stage !== "deleted")
    .toSorted((a, b) => byStart(a.run, b.run));
  const names = alive.map(({ run }) => run.info.run_name);
  // Tags come back in an order of their own; people know the keys in the matrix's.
  const written = new Map(planned.map((cell) => [cellKey(cell), cell]));
  const slots = alive.map(({ run, cell, variant }) =>
    cell
      ? slotOfCell(written.get(cellKey(cell)) ?? cell, repeatOver, variant, run)
      : slotOfRun(run, names.filter((name) => name === run.info.run_name).length > 1),
  );
  const trained = new Set(slots.map(({ repeat }) => repeat));
  const order = new Map(planned.map((cell, index) => [cellKey(cell), index]));
  const missing = planned
    .filter((cell) => !trained.has(cellKey(cell)))
    .map((cell) => slotOfCell(cell, repeatOver));
  const rank = ({ repeat }: Slot) => order.get(repeat) ?? order.size;
  return collect([...slots, ...missing].toSorted((a, b) => rank(a) - rank(b)));
}

function collect(slots: Slot[]): RepeatGroup[] {
  const groups = new Map<string, { slot: Slot; runs: Map<string, Run | undefined> }>();
  for (const slot of slots) {
    const group = groups.get(slot.group) ?? { slot, runs: new Map() };
    groups.set(slot.group, group);
    const before = group.runs.get(slot.repeat);
    if (before?.info.status !== "FINISHED" || slot.run?.info.status === "FINISHED")
      group.runs.set(slot.repeat, slot.run);
  }
  return [...groups.values()].map(({ slot, runs }) => ({
    label: slot.label,
    cell: slot.cell,
    repeats: [...runs.values()],
  }));
}

function slotOfCell(cell: Cell, repeatOver: readonly string[], variant = "", run?: Run): Slot {
  const own = withoutRepeats(cell, repeatOver);
  const shown = [...(Object.keys(own).length === 0 && variant ? [] : [cellLabel(own)]), variant];
  return {
    group: `${cellKey(own)} ${variant}`,
    repeat: cellKey(cell),
    label: shown.filter(Boolean).join(" "),
    cell: cellTexts(own),
    run,
  };
}

function slotOfRun(run: Run, sharesItsName: boolean): Slot {
  const { run_id, run_name } = run.info;
  const label = run_name ? (sharesItsName ? `${run_name} (${run_id})` : run_name) : run_id;
  return { group: run_id, repeat: run_id, label, cell: {}, run };
}

/** Identifies a cell whatever the order of its keys, and whether its values are texts (as in tags) or not. */
const cellKey = (cell: Cell): string =>
  JSON.stringify(Object.entries(cellTexts(cell)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Older first; by id when they started in the same millisecond, so that the order never hangs on the server's. */
function byStart(a: Run, b: Run): number {
  const difference = Number(a.info.start_time ?? 0) - Number(b.info.start_time ?? 0);
  return difference || (a.info.run_id < b.info.run_id ? -1 : 1);
}
