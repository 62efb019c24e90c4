import type { MatrixConfiguration } from "./configurations.js";
import { groupBy } from "./group-by.js";

/** Configurations as rows and columns. */
export interface MatrixGrid {
  /** The key whose values are the columns; undefined when there is one column for all. */
  across: string | undefined;
  /** The keys that differ and could be the columns. */
  axes: string[];
  columns: string[];
  rows: { label: string; cells: (MatrixConfiguration | undefined)[] }[];
  /** The values that all configurations have. */
  fixed: Readonly<Record<string, string>>;
}

/**
 * Lays configurations out: the values of one key across, the combinations of all others down. One axis alone goes
 * down, as a list.
 * @param across the key that the reader wants across; else the one that leaves the fewest empty places
 */
export function gridOf(configurations: readonly MatrixConfiguration[], across?: string): MatrixGrid {
  const keys = [...new Set(configurations.flatMap(({ cell }) => Object.keys(cell)))];
  const axes = keys.filter((key) => valuesOf(configurations, key).length > 1);
  const fixed = Object.fromEntries(
    keys.filter((key) => !axes.includes(key)).map((key) => [key, configurations[0]?.cell[key] ?? ""]),
  );
  const chosen =
    axes.length < 2 ? undefined : axes.includes(across ?? "") ? across : fullest(configurations, axes);
  const down = axes.filter((key) => key !== chosen);
  const columns = chosen === undefined ? [""] : valuesOf(configurations, chosen);
  const rows = groupBy(configurations, (one) => rowKey(one, down));
  return {
    across: chosen,
    axes,
    fixed,
    columns,
    rows: [...rows.values()].map((ofRow) => ({
      label: rowLabel(ofRow[0], down),
      cells: columns.map((value) =>
        ofRow.find(({ cell }) => chosen === undefined || (cell[chosen] ?? "") === value),
      ),
    })),
  };
}

/** The values of a key: numbers by their size, others in the order in which they come. */
function valuesOf(configurations: readonly MatrixConfiguration[], key: string): string[] {
  const values = [...new Set(configurations.map(({ cell }) => cell[key] ?? ""))];
  return values.every(isNumber) ? values.sort((a, b) => Number(a) - Number(b)) : values;
}

const isNumber = (value: string): boolean => value !== "" && Number.isFinite(Number(value));

const rowKey = ({ cell }: MatrixConfiguration, down: readonly string[]): string =>
  JSON.stringify(down.map((key) => cell[key] ?? ""));

function rowLabel(configuration: MatrixConfiguration | undefined, down: readonly string[]): string {
  const cell = configuration?.cell ?? {};
  const parts = down.flatMap((key) => {
    const value = cell[key];
    if (value === undefined) return [];
    return key === "model" || down.length === 1 ? [value] : [`${key}=${value}`];
  });
  return parts.join(" ");
}

/** The axis across which the grid is fullest; of two such, the one with fewer rows, then the one of numbers. */
function fullest(
  configurations: readonly MatrixConfiguration[],
  axes: readonly string[],
): string | undefined {
  const ranked = axes.map((key) => {
    const columns = valuesOf(configurations, key).length;
    const down = axes.filter((other) => other !== key);
    const rows = new Set(configurations.map((one) => rowKey(one, down))).size;
    const names = valuesOf(configurations, key).every(isNumber) ? 0 : 1;
    return { key, rows, names, places: rows * columns };
  });
  ranked.sort((a, b) => a.places - b.places || a.rows - b.rows || a.names - b.names);
  return ranked[0]?.key;
}
