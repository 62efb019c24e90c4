import { Anchor, Button, Code, Modal, Stack, Text } from "@mantine/core";
import type { DeliveryStatus, WebhookDelivery } from "@slipway/contract";
import type { ColumnDef } from "@tanstack/react-table";
import { useState } from "react";
import { client } from "../../app/client.js";
import { CopyableId } from "../../ui/CopyableId.js";
import { type Fact, Facts } from "../../ui/Facts.js";
import { Nothing } from "../../ui/Nothing.js";
import { StatusBadge } from "../../ui/StatusBadge.js";
import type { Tone } from "../../ui/StatusSign.js";
import { Time } from "../../ui/Time.js";
import { DataTable } from "../../ui/table/DataTable.js";
import { useWebhookChange } from "./use-webhook-change.js";

const LOOKS: Record<DeliveryStatus, [Tone, string]> = {
  PENDING: ["waiting", "Under way"],
  DELIVERED: ["good", "Delivered"],
  FAILED: ["bad", "Failed"],
};

const COLUMNS: ColumnDef<WebhookDelivery>[] = [
  {
    id: "when",
    header: "When",
    size: 110,
    cell: ({ row: { original } }) => <Time at={original.created_at} />,
  },
  { id: "event", header: "Event", size: 220, cell: ({ row: { original } }) => original.event },
  {
    id: "status",
    header: "Status",
    size: 120,
    cell: ({ row: { original } }) => {
      const [tone, label] = LOOKS[original.status] ?? ["unknown", original.status];
      return <StatusBadge tone={tone} label={label} />;
    },
  },
  {
    id: "answer",
    header: "Answer",
    size: 80,
    meta: { align: "right" },
    cell: ({ row: { original } }) => original.response_status ?? <Nothing />,
  },
  {
    id: "attempts",
    header: "Attempts",
    size: 80,
    meta: { align: "right" },
    cell: ({ row: { original } }) => original.attempts,
  },
  {
    id: "error",
    header: "Reason",
    size: 280,
    cell: ({
      row: {
        original: { error_message },
      },
    }) => (error_message ? <span title={error_message}>{error_message}</span> : <Nothing />),
  },
  { id: "details", header: "", size: 80, cell: ({ row: { original } }) => <Details delivery={original} /> },
  { id: "again", header: "", size: 110, cell: ({ row: { original } }) => <Again delivery={original} /> },
];

/** Deliveries with what came of each. */
export function DeliveryTable({ deliveries }: { deliveries: readonly WebhookDelivery[] }) {
  return (
    <DataTable
      label="Deliveries"
      columns={COLUMNS}
      rows={deliveries}
      rowId={({ delivery_id }) => delivery_id}
    />
  );
}

function Again({ delivery: { webhook_id, delivery_id, status, event } }: { delivery: WebhookDelivery }) {
  const { mutate, isPending, error } = useWebhookChange(() =>
    client.webhooks.redeliver({ webhook_id, delivery_id }),
  );
  if (status === "PENDING") return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      loading={isPending}
      color={error ? "red" : undefined}
      title={error?.message}
      aria-label={`Send ${event} again`}
      onClick={() => mutate()}
    >
      {error ? "Refused" : "Send again"}
    </Button>
  );
}

function Details({ delivery }: { delivery: WebhookDelivery }) {
  const [open, setOpen] = useState(false);
  const { delivery_id, event, payload, response_body, next_attempt_at } = delivery;
  const facts: Fact[] = [
    ["Delivery", <CopyableId key="id" value={delivery_id} what="delivery id" />],
    ["Next attempt", next_attempt_at !== undefined && <Time key="next" at={next_attempt_at} />],
  ];
  return (
    <>
      <Anchor component="button" type="button" fz="sm" onClick={() => setOpen(true)}>
        Contents
      </Anchor>
      <Modal opened={open} onClose={() => setOpen(false)} title={event} size="lg">
        <Stack gap="sm">
          <Facts facts={facts} />
          <Text fz="sm" fw={500}>
            Sent
          </Text>
          <Code block mah={320} style={{ overflow: "auto" }}>
            {indented(payload)}
          </Code>
          {response_body && (
            <>
              <Text fz="sm" fw={500}>
                Answered
              </Text>
              <Code block mah={180} style={{ overflow: "auto" }}>
                {response_body}
              </Code>
            </>
          )}
        </Stack>
      </Modal>
    </>
  );
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
