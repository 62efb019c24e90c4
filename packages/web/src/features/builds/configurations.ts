import { BUILD_TAGS, type Run } from "@slipway/contract";
import { valuesOf } from "../runs/run-values.js";
import type { BuildPlan } from "./build-plan.js";
import { groupBy } from "./group-by.js";

/** One training of a configuration: a run, or one that has not begun. */
export interface Repeat {
  /** What tells it from the others of its configuration, such as `seed 3`. */
  label: string;
  run: Run | undefined;
}

/** The cells of a matrix that differ only in what is repeated over. */
export interface MatrixConfiguration {
  /** Tells it from the others, in addresses too. */
  key: string;
  cell: Readonly<Record<string, string>>;
  label: string;
  repeats: Repeat[];
}

type Cell = Readonly<Record<string, string>>;

/**
 * The configurations of a build, each with its repeats, in the order of the plan; what the plan does not know comes
 * after it. A cell of which a command made runs of its own has those, and not the one that it did not use.
 */
export function configurationsOf(runs: readonly Run[], plan: BuildPlan | undefined): MatrixConfiguration[] {
  const repeatOver = new Set(plan?.repeatOver ?? runs.flatMap(repeatKeysOf));
  const byCell = groupBy(runs, (run) => keyOf(cellOf(run)));
  const planned = new Map((plan?.cells ?? []).map((cell) => [keyOf(cell), cell]));
  const found = new Map<string, MatrixConfiguration>();
  const cells = new Map([...planned, ...runs.map((run) => [keyOf(cellOf(run)), cellOf(run)] as const)]);
  // The plan has the keys in the order of the file; tags come by name.
  for (const [key, cell] of planned) cells.set(key, cell);
  for (const [key, cell] of cells) {
    const own = withoutKeys(cell, (name) => repeatOver.has(name));
    const id = keyOf(own);
    const configuration = found.get(id) ?? { key: id, cell: own, label: labelOf(own), repeats: [] };
    const label = repeatLabel(cell, repeatOver);
    const used = usedRuns(byCell.get(key) ?? []);
    configuration.repeats.push(
      ...(used.length > 0 ? used.map((run) => ({ label, run })) : [{ label, run: undefined }]),
    );
    found.set(id, configuration);
  }
  return [...found.values()];
}

/** The values of the matrix that a run was trained for. */
export function cellOf(run: Run): Record<string, string> {
  const { cell } = BUILD_TAGS;
  const tags = [...valuesOf(run).tags].filter(([key]) => key.startsWith(cell));
  return Object.fromEntries(tags.map(([key, value]) => [key.slice(cell.length), value]));
}

/** How a cell is shown: `logistic-regression c=10`. The value of `model` speaks for itself. */
export const labelOf = (cell: Cell): string =>
  Object.entries(cell)
    .map(([key, value]) => (key === "model" ? value : `${key}=${value}`))
    .join(" ") || "the only configuration";

/** A run that no model can come from, such as the one that a script did not use, counts only where it is alone. */
function usedRuns(runs: readonly Run[]): Run[] {
  const used = runs.filter((run) => valuesOf(run).tags.get("slipway.candidate") !== "false");
  return used.length > 0 ? used : runs.slice(0, 1);
}

/** The keys of the matrix that a run is repeated over. */
export function repeatKeysOf(run: Run): string[] {
  try {
    const keys: unknown = JSON.parse(valuesOf(run).tags.get(BUILD_TAGS.repeatOver) ?? "[]");
    return Array.isArray(keys) ? keys.map(String) : [];
  } catch {
    return [];
  }
}

const repeatLabel = (cell: Cell, repeatOver: ReadonlySet<string>): string =>
  Object.entries(withoutKeys(cell, (key) => !repeatOver.has(key)))
    .map(([key, value]) => `${key} ${value}`)
    .join(", ");

const withoutKeys = (cell: Cell, leaveOut: (key: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(cell).filter(([key]) => !leaveOut(key)));

/** The same for the same values, whatever their order. */
const keyOf = (cell: Cell): string =>
  JSON.stringify(Object.entries(cell).sort(([a], [b]) => (a < b ? -1 : 1)));
