import type { ComparedExample } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import { formatDifference } from "../../../ui/format/format-number.js";
import { Nothing } from "../../../ui/Nothing.js";
import { NumberText } from "../../../ui/NumberText.js";
import { StatusBadge } from "../../../ui/StatusBadge.js";
import { DataTable } from "../../../ui/table/DataTable.js";

type Column = ColumnDef<ComparedExample>;

/** Examples with what both models answered, one a row. */
export function ExampleTable({ examples }: { examples: readonly ComparedExample[] }) {
  const columns = useMemo(() => columnsOf(examples), [examples]);
  return <DataTable label="Examples" columns={columns} rows={examples} rowId={({ id }) => id} />;
}

function columnsOf(examples: readonly ComparedExample[]): Column[] {
  const numeric = examples.some(({ difference }) => difference !== undefined);
  return [
    { id: "id", header: "Id", size: 200, cell: ({ row: { original } }) => <Text of={original.id} /> },
    ...(examples.some(({ group }) => group !== undefined) ? [text("group", "Group", 140)] : []),
    text("label", "Label", 160),
    answer("champion", "Champion", numeric),
    answer("candidate", "New model", numeric),
    ...(numeric ? [DIFFERENCE] : []),
  ];
}

const Text = ({ of }: { of: string | undefined }) =>
  of === undefined ? <Nothing /> : <span title={of}>{of}</span>;

const text = (id: "group" | "label", header: string, size: number): Column => ({
  id,
  header,
  size,
  cell: ({ row: { original } }) => <Text of={original[id]} />,
});

/** Classes are right or wrong; numbers have only their distance. */
const answer = (id: "candidate" | "champion", header: string, numeric: boolean): Column => ({
  id,
  header,
  size: numeric ? 120 : 180,
  meta: { align: numeric ? "right" : undefined },
  cell: ({ row: { original } }) => {
    const { [id]: given, label } = original;
    if (given === undefined || label === undefined) return <Text of={given} />;
    if (numeric) return <NumberText value={Number(given)} />;
    return <StatusBadge tone={given === label ? "good" : "bad"} label={given} />;
  },
});

const DIFFERENCE: Column = {
  id: "difference",
  header: "Change of the error",
  size: 160,
  meta: { align: "right", title: "The new model's minus the champion's" },
  cell: ({ row: { original } }) =>
    original.difference === undefined ? <Nothing /> : formatDifference(original.difference),
};
