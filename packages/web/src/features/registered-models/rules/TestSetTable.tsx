import { Group, Progress, Text } from "@mantine/core";
import type { TestSet } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { CopyableId } from "../../../ui/CopyableId.js";
import { StatusBadge } from "../../../ui/StatusBadge.js";
import { Time } from "../../../ui/Time.js";
import { DataTable } from "../../../ui/table/DataTable.js";

const COLUMNS: ColumnDef<TestSet>[] = [
  {
    id: "name",
    header: "Test set",
    size: 160,
    cell: ({ row: { original } }) => <span title={original.name}>{original.name}</span>,
  },
  {
    id: "budget",
    header: "Looks",
    size: 220,
    cell: ({ row: { original } }) => <Budget set={original} />,
  },
  { id: "state", header: "State", size: 140, cell: ({ row: { original } }) => <State set={original} /> },
  {
    id: "terms",
    header: "Terms",
    size: 290,
    cell: ({ row: { original: set } }) =>
      `${set.adaptivity}, all right at ${(set.reliability * 100).toFixed(0)} %, ${set.reveal}`,
  },
  {
    id: "examples",
    header: "Examples",
    size: 90,
    meta: { align: "right" },
    cell: ({ row: { original } }) => Number(original.examples).toLocaleString("en-US"),
  },
  {
    id: "digest",
    header: "Digest",
    size: 150,
    cell: ({ row: { original } }) => (
      <CopyableId value={original.digest} shown={`${original.digest.slice(0, 14)}…`} what="digest" />
    ),
  },
  {
    id: "last",
    header: "Last look",
    size: 110,
    cell: ({ row: { original } }) => <Time at={original.spent.at(-1)?.spent_at} />,
  },
];

/** The held-out sets of a model, and how many decisions each may still serve. */
export function TestSetTable({ sets }: { sets: readonly TestSet[] }) {
  return <DataTable label="Test sets" columns={COLUMNS} rows={sets} rowId={({ digest }) => digest} />;
}

function Budget({ set: { spent, looks } }: { set: TestSet }) {
  const all = Number(looks);
  const left = Math.max(0, all - spent.length);
  return (
    <Group gap={8} wrap="nowrap">
      <Progress
        w={70}
        size="sm"
        value={(spent.length / all) * 100}
        aria-hidden
        color={left === 0 ? "red" : "indigo"}
      />
      <Text span fz="inherit" className="numeric">
        {spent.length} of {all} spent, {left} left
      </Text>
    </Group>
  );
}

function State({ set: { retired_at, retired_reason, spent, looks } }: { set: TestSet }) {
  if (retired_at !== undefined) {
    return (
      <span title={retired_reason}>
        <StatusBadge tone="stopped" label="Retired" />
      </span>
    );
  }
  if (spent.length >= Number(looks)) return <StatusBadge tone="bad" label="Used up" />;
  const shown = spent.filter(({ revealed }) => revealed).length;
  if (shown > 0) return <StatusBadge tone="warning" label={`${shown} shown early`} />;
  return <StatusBadge tone="good" label="In use" />;
}
