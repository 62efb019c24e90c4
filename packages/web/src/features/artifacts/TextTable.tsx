import { Text } from "@mantine/core";
import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import { DataTable } from "../../ui/table/DataTable.js";
import { CutNote } from "./CutNote.js";

/** More columns than this are no longer looked at. */
const COLUMNS = 100;
const NUMBER = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

interface Props {
  label: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
  /** How many rows there are in all, where that is known; else whether there are more. */
  total: number | "more" | undefined;
}

/** Rows of a file, as they are written in it. */
export function TextTable({ label, columns, rows, total }: Props) {
  const shown = useMemo(() => columnsOf(columns, rows), [columns, rows]);
  return (
    <>
      <Text fz="xs" c="dimmed" role="note">
        {countOf(rows.length, total)}
      </Text>
      {columns.length > COLUMNS && <CutNote shown={`the first ${COLUMNS} of ${columns.length} columns`} />}
      <DataTable label={label} columns={shown} rows={rows as (readonly string[])[]} />
    </>
  );
}

function countOf(shown: number, total: Props["total"]): string {
  const rows = `${shown.toLocaleString("en-US")} ${shown === 1 ? "row" : "rows"}`;
  if (total === "more") return `The first ${rows}`;
  return total === undefined || total === shown ? rows : `${rows} of ${total.toLocaleString("en-US")}`;
}

function columnsOf(columns: readonly string[], rows: Props["rows"]): ColumnDef<readonly string[]>[] {
  return columns.slice(0, COLUMNS).map((header, index) => {
    const cells = rows.map((row) => row[index] ?? "");
    const longest = cells.reduce((most, { length }) => Math.max(most, length), header.length);
    const numeric = cells.every((cell) => cell === "" || NUMBER.test(cell));
    return {
      id: String(index),
      header,
      size: Math.min(320, 28 + longest * 8),
      meta: { title: header, align: numeric ? "right" : undefined },
      cell: ({ row }) => <span title={row.original[index]}>{row.original[index]}</span>,
    };
  });
}
