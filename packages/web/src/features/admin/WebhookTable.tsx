import { Anchor } from "@mantine/core";
import { eventsOf, type Webhook } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { useMemo } from "react";
import { StatusBadge } from "../../ui/StatusBadge.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { WebhookMenu } from "./WebhookMenu.js";

interface Props {
  webhooks: readonly Webhook[];
  onOpen: (webhookId: string) => void;
}

/** The webhooks of the server. */
export function WebhookTable({ webhooks, onOpen }: Props) {
  const columns = useMemo(() => columnsOf(onOpen), [onOpen]);
  return (
    <DataTable label="Webhooks" columns={columns} rows={webhooks} rowId={({ webhook_id }) => webhook_id} />
  );
}

const columnsOf = (onOpen: Props["onOpen"]): ColumnDef<Webhook>[] => [
  {
    id: "name",
    header: "Name",
    size: 170,
    cell: ({ row: { original } }) => <span title={original.description}>{original.name}</span>,
  },
  {
    id: "status",
    header: "Status",
    size: 110,
    cell: ({ row: { original } }) =>
      original.status === "ACTIVE" ? (
        <StatusBadge tone="good" label="Active" />
      ) : (
        <StatusBadge tone="stopped" label="Switched off" />
      ),
  },
  {
    id: "url",
    header: "Sent to",
    size: 290,
    cell: ({ row: { original } }) => <span title={original.url}>{original.url}</span>,
  },
  {
    id: "events",
    header: "Events",
    size: 290,
    cell: ({ row: { original } }) => {
      const names = eventsOf(original).join(", ");
      return <span title={names}>{names}</span>;
    },
  },
  {
    id: "updated",
    header: "Last change",
    size: 110,
    cell: ({ row: { original } }) => <Time at={original.last_updated_timestamp} />,
  },
  {
    id: "log",
    header: "",
    size: 90,
    cell: ({ row: { original } }) => (
      <Anchor
        component="button"
        type="button"
        fz="sm"
        aria-label={`Deliveries to ${original.name}`}
        onClick={() => onOpen(original.webhook_id)}
      >
        Deliveries
      </Anchor>
    ),
  },
  { id: "menu", header: "", size: 50, cell: ({ row: { original } }) => <WebhookMenu webhook={original} /> },
];
