import type { Run } from "@slipway/contract";
import { stringify } from "csv-stringify/browser/esm/sync";
import { formatUtc } from "../../ui/format/format-time.js";
import { ATTRIBUTES, type Attribute, readKeyColumn } from "./run-columns.js";
import { durationOf, nameOf, tagOf, valuesOf } from "./run-values.js";

const ATTRIBUTE_TEXTS: Record<Attribute, (run: Run) => string | number | undefined> = {
  status: ({ info }) => info.status,
  start: ({ info }) => (info.start_time ? formatUtc(Number(info.start_time)) : undefined),
  duration: (run) => {
    const duration = durationOf(run, Date.now());
    return duration === undefined ? undefined : duration / 1000;
  },
  user: (run) => tagOf(run, "mlflow.user") ?? run.info.user_id,
  source: (run) => tagOf(run, "mlflow.source.name"),
  commit: (run) => tagOf(run, "mlflow.source.git.commit"),
  id: ({ info }) => info.run_id,
};

const HEADINGS: Partial<Record<Attribute, string>> = { duration: "Duration (s)", start: "Started (UTC)" };

/** Text with which a spreadsheet would begin a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** A text that no spreadsheet takes as a formula: what might be one, and is no number, gets an apostrophe before it. */
export const inertCell = (text: string): string =>
  FORMULA.test(text) && (text.trim() === "" || Number.isNaN(Number(text))) ? `'${text}` : text;

/** The first line of the CSV of runs: their name and id, and the columns. */
export const csvHeading = (columns: readonly string[]): string =>
  stringify([["Run", "Run ID", ...shown(columns).map(headingOf).map(inertCell)]]);

/** The lines of some runs, whole values under their columns. */
export const csvLines = (runs: readonly Run[], columns: readonly string[]): string =>
  stringify(
    runs.map((run) => [
      inertCell(nameOf(run)),
      run.info.run_id,
      ...shown(columns).map((column) => cellOf(run, column)),
    ]),
  );

const shown = (columns: readonly string[]) => columns.filter((column) => column !== "id");

function headingOf(column: string): string {
  const attribute = column as Attribute;
  return HEADINGS[attribute] ?? ATTRIBUTES[attribute] ?? column;
}

function cellOf(run: Run, name: string): string {
  const column = readKeyColumn(name);
  const value = column ? valuesOf(run)[column.kind].get(column.key) : ATTRIBUTE_TEXTS[name as Attribute](run);
  if (value === undefined) return "";
  return typeof value === "number" ? String(value) : inertCell(value);
}
