import { MultiSelect, PasswordInput, Switch, TextInput } from "@mantine/core";
import { eventsOf, WEBHOOK_EVENTS, type Webhook } from "@slipway/contract";
import { useState } from "react";
import { client } from "../../app/client.js";
import { FormDialog } from "../../ui/FormDialog.js";
import { useWebhookChange } from "./use-webhook-change.js";

/** Those that this server sends; the others are of parts of MLflow that it does not serve. */
const EVENTS = WEBHOOK_EVENTS.filter((event) => !/^(?:prompt|budget_policy)/.test(event));

interface Props {
  /** The one that is edited; absent, a new one is made. */
  webhook?: Webhook;
  onClose: () => void;
}

/** Asks for all of a webhook. Its secret is never told, only replaced. */
export function WebhookDialog({ webhook, onClose }: Props) {
  const [name, setName] = useState(webhook?.name ?? "");
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [events, setEvents] = useState(webhook ? eventsOf(webhook) : ["champion.promoted"]);
  const [description, setDescription] = useState(webhook?.description ?? "");
  const [secret, setSecret] = useState("");
  const [active, setActive] = useState(webhook?.status !== "DISABLED");
  const fields = {
    name: name.trim(),
    url: url.trim(),
    description,
    subscriptions: events,
    secret: secret || undefined,
    status: active ? ("ACTIVE" as const) : ("DISABLED" as const),
  };
  const { mutate, isPending, error } = useWebhookChange(() =>
    webhook
      ? client.webhooks.update({ webhook_id: webhook.webhook_id, ...fields })
      : client.webhooks.create(fields),
  );
  return (
    <FormDialog
      title={webhook ? `Edit ${webhook.name}` : "New webhook"}
      action={webhook ? "Save" : "Create"}
      size="lg"
      incomplete={!fields.name || !fields.url || events.length === 0}
      busy={isPending}
      error={error}
      onSubmit={() => mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label="Sent to"
        type="url"
        placeholder="https://"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <MultiSelect size="xs" label="Events" searchable data={EVENTS} value={events} onChange={setEvents} />
      <TextInput
        label="Description"
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <PasswordInput
        size="xs"
        label="Secret"
        description={
          webhook
            ? "Signs what is sent. Left empty, it stays what it is."
            : "Signs what is sent, so that the receiver knows the sender. It is never shown again."
        }
        autoComplete="new-password"
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
      />
      <Switch
        size="xs"
        label="Active"
        checked={active}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}
