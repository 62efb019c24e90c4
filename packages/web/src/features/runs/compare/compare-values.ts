import type { Run } from "@slipway/contract";
import {
  type Cell,
  type ComparedGroup,
  type ComparedRow,
  comparedRows,
} from "../../../ui/compared/compared-rows.js";
import { dataOf, durationOf, tagOf, valuesOf } from "../run-values.js";

/** Some runs side by side: what they logged and what they are, keys in the order of their names. */
export function compareValues(runs: readonly Run[], now: number): ComparedGroup[] {
  return [
    { title: "Parameters", rows: comparedRows(runs, (run) => valuesOf(run).params) },
    { title: "Metrics", rows: comparedRows(runs, (run) => valuesOf(run).metrics) },
    { title: "Run", rows: comparedRows(runs, (run) => factsOf(run, now), "as given") },
    { title: "Data", rows: comparedRows(runs, dataOf) },
    { title: "Tags", rows: comparedRows(runs, ownTagsOf) },
  ].filter(({ rows }) => rows.length > 0);
}

/** The rows of one kind; none where there is nothing of it. */
export const rowsTitled = (groups: readonly ComparedGroup[], title: string): readonly ComparedRow[] =>
  groups.find((group) => group.title === title)?.rows ?? [];

function factsOf(run: Run, now: number): Map<string, Cell> {
  const { info } = run;
  const facts: [string, Cell][] = [
    ["Status", info.status],
    ["Started", info.start_time === undefined ? undefined : new Date(Number(info.start_time)).toISOString()],
    ["Seconds", durationOf(run, now) === undefined ? undefined : Number(durationOf(run, now)) / 1000],
    ["User", tagOf(run, "mlflow.user") ?? info.user_id],
    ["Source", tagOf(run, "mlflow.source.name")],
    ["Branch", tagOf(run, "mlflow.source.git.branch")],
    ["Commit", tagOf(run, "mlflow.source.git.commit")],
  ];
  return new Map(facts.filter(([, value]) => value !== undefined && value !== ""));
}

const ownTagsOf = (run: Run): Map<string, Cell> =>
  new Map([...valuesOf(run).tags].filter(([key]) => !key.startsWith("mlflow.")));

/** A row that can be drawn as an axis. */
export interface PlotAxis {
  /** `metrics.accuracy`, `params.c`. */
  name: string;
  row: ComparedRow;
}

/** The params and metrics of runs, as axes. */
export function axesOf(groups: readonly ComparedGroup[]): PlotAxis[] {
  return groups.flatMap(({ title, rows }) => {
    const prefix = { Parameters: "params", Metrics: "metrics" }[title];
    return prefix ? rows.map((row) => ({ name: `${prefix}.${row.key}`, row })) : [];
  });
}

/** A cell as a number, where it is one or is written as one. */
export function numberOf(cell: Cell): number | undefined {
  if (cell === undefined || cell === "") return undefined;
  const value = Number(cell);
  return Number.isFinite(value) ? value : undefined;
}

/** Whether a row's values are numbers wherever they are there at all. */
export const isNumeric = ({ cells }: ComparedRow): boolean =>
  cells.some((cell) => numberOf(cell) !== undefined) &&
  cells.every((cell) => cell === undefined || Number.isNaN(cell) || numberOf(cell) !== undefined);
