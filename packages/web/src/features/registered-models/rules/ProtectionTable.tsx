import { Button, Group, Text } from "@mantine/core";
import type { Protection } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { useState } from "react";
import { CopyableId } from "../../../ui/CopyableId.js";
import { Nothing } from "../../../ui/Nothing.js";
import { Time } from "../../../ui/Time.js";
import { DataTable } from "../../../ui/table/DataTable.js";
import { placeName } from "../../promotions/history/timeline.js";
import { UnprotectDialog } from "./UnprotectDialog.js";

const COLUMNS: ColumnDef<Protection>[] = [
  { id: "place", header: "Place", size: 150, cell: ({ row: { original } }) => placeName(original) },
  {
    id: "key",
    header: "Moved by",
    size: 300,
    cell: ({ row: { original } }) => <MovedBy rule={original} />,
  },
  {
    id: "force",
    header: "Forced releases",
    size: 120,
    cell: ({ row: { original } }) => (original.allow_force ? "allowed" : "refused"),
  },
  {
    id: "reason",
    header: "Reason",
    size: 220,
    cell: ({ row: { original } }) =>
      original.reason ? <span title={original.reason}>{original.reason}</span> : <Nothing />,
  },
  {
    id: "actor",
    header: "By",
    size: 130,
    cell: ({ row: { original } }) => (original.actor ? `${original.actor} (claimed)` : <Nothing />),
  },
  {
    id: "since",
    header: "Since",
    size: 110,
    cell: ({ row: { original } }) => <Time at={original.created_at} />,
  },
  { id: "lift", header: "", size: 90, cell: ({ row: { original } }) => <Lift rule={original} /> },
];

/** The rules about a model's stages and aliases. */
export function ProtectionTable({ rules }: { rules: readonly Protection[] }) {
  return <DataTable label="Protections" columns={COLUMNS} rows={rules} rowId={placeName} />;
}

function MovedBy({ rule: { key_fingerprint: fingerprint } }: { rule: Protection }) {
  if (!fingerprint) {
    return (
      <Text span fz="inherit" title="Whoever wants to can write a decision by hand.">
        decisions, unsigned
      </Text>
    );
  }
  return (
    <Group gap={6} wrap="nowrap">
      <span>signed decisions</span>
      <CopyableId value={fingerprint} shown={`${fingerprint.slice(0, 19)}…`} what="fingerprint" />
    </Group>
  );
}

function Lift({ rule }: { rule: Protection }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Lift the rule about ${placeName(rule)}`}
        onClick={() => setAsking(true)}
      >
        Lift…
      </Button>
      {asking && <UnprotectDialog rule={rule} onClose={() => setAsking(false)} />}
    </>
  );
}
