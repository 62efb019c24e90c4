import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import { formatDifference } from "../../../ui/format/format-number.js";
import { Nothing } from "../../../ui/Nothing.js";
import { NumberText } from "../../../ui/NumberText.js";
import { DataTable } from "../../../ui/table/DataTable.js";
import { DeltaBar } from "./DeltaBar.js";
import { type Delta, deltaScale } from "./delta-scale.js";

/** What one row compares. */
export interface DeltaRow extends Delta {
  label: string;
  /** How many examples it is over. */
  examples?: number | undefined;
  candidate: number | undefined;
  champion: number | undefined;
  failed: boolean;
}

interface Props {
  /** What the table is, for assistive technology. */
  label: string;
  /** What stands in the first column. */
  of: string;
  rows: readonly DeltaRow[];
  lessIsBetter: boolean;
}

/** Both models and their difference, row by row on one axis. */
export function DeltaTable({ label, of, rows, lessIsBetter }: Props) {
  const columns = useMemo(() => columnsOf(of, rows, lessIsBetter), [of, rows, lessIsBetter]);
  return <DataTable label={label} columns={columns} rows={rows} rowId={(row) => row.label} />;
}

function columnsOf(of: string, rows: readonly DeltaRow[], lessIsBetter: boolean): ColumnDef<DeltaRow>[] {
  const scale = deltaScale(rows);
  const counted = rows.some(({ examples }) => examples !== undefined);
  const judged = rows.some(({ interval }) => interval !== undefined);
  return [
    {
      id: "label",
      header: of,
      size: 200,
      cell: ({ row: { original } }) => <span title={original.label}>{original.label}</span>,
    },
    ...(counted ? [EXAMPLES] : []),
    number("champion", "Champion", ({ champion }) => champion),
    number("candidate", "New model", ({ candidate }) => candidate),
    {
      id: "difference",
      header: "Difference",
      size: 100,
      meta: { align: "right" },
      cell: ({ row: { original } }) => (
        <span title={String(original.estimate)}>{formatDifference(original.estimate)}</span>
      ),
    },
    ...(judged ? [INTERVAL] : []),
    {
      id: "chart",
      header: lessIsBetter ? "← better" : "better →",
      size: 300,
      cell: ({ row: { original } }) => <DeltaBar delta={original} scale={scale} failed={original.failed} />,
    },
  ];
}

const EXAMPLES: ColumnDef<DeltaRow> = {
  id: "examples",
  header: "Examples",
  size: 90,
  meta: { align: "right" },
  cell: ({ row: { original } }) => original.examples?.toLocaleString("en-US") ?? <Nothing />,
};

const INTERVAL: ColumnDef<DeltaRow> = {
  id: "interval",
  header: "Interval",
  size: 170,
  meta: { align: "right" },
  cell: ({ row: { original } }) => {
    if (!original.interval) return <Nothing />;
    const [low, high] = original.interval;
    return `${low === null ? "−∞" : formatDifference(low)} … ${high === null ? "∞" : formatDifference(high)}`;
  },
};

const number = (
  id: string,
  header: string,
  pick: (row: DeltaRow) => number | undefined,
): ColumnDef<DeltaRow> => ({
  id,
  header,
  size: 100,
  meta: { align: "right" },
  cell: ({ row: { original } }) => <NumberText value={pick(original)} />,
});
