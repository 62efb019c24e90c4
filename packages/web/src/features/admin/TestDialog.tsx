import { Code, Select, Stack, Text } from "@mantine/core";
import { eventsOf, type Webhook, type WebhookTestResult } from "@slipway/contract";
import { useState } from "react";
import { client } from "../../app/client.js";
import { FormDialog } from "../../ui/FormDialog.js";
import { StatusBadge } from "../../ui/StatusBadge.js";
import { useWebhookChange } from "./use-webhook-change.js";

/** Sends an example of an event, once, and shows what the receiver made of it. */
export function TestDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const events = eventsOf(webhook);
  const [event, setEvent] = useState(events[0] ?? "");
  const { mutate, isPending, error, data } = useWebhookChange(
    async () =>
      (await client.webhooks.test({ webhook_id: webhook.webhook_id, subscription: event || undefined }))
        .result,
  );
  return (
    <FormDialog
      title={`Send an example to ${webhook.name}`}
      action={data ? "Send another" : "Send"}
      busy={isPending}
      error={error}
      onSubmit={() => mutate()}
      onClose={onClose}
    >
      <Select
        size="xs"
        label="Event"
        allowDeselect={false}
        data={events}
        value={event}
        onChange={(next) => setEvent(next ?? event)}
      />
      {data && <Result result={data} />}
    </FormDialog>
  );
}

function Result({ result }: { result: WebhookTestResult }) {
  const { success, response_status, response_body, error_message } = result;
  return (
    <Stack gap={6} role="status">
      <StatusBadge
        tone={success ? "good" : "bad"}
        label={response_status ? `Answered ${response_status}` : "No answer"}
      />
      {error_message && (
        <Text fz="sm" style={{ overflowWrap: "anywhere" }}>
          {error_message}
        </Text>
      )}
      {response_body && (
        <Code block mah={180} style={{ overflow: "auto" }}>
          {response_body}
        </Code>
      )}
    </Stack>
  );
}
